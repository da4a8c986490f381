package live.devhooks.standalone;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The plans by which PostgreSQL answered what went through a data source, in functions too, as its auto_explain sends them: so that
 * what is looked at is what the code asked, as the role that it works as.
 */
final class RecordedPlans {

    /** A statement's plan is sent when its cursor is closed: with the next statement, or with one of these. */
    private static final Set<String> END = Set.of("commit", "rollback");

    private final Queue<String> plans = new ConcurrentLinkedQueue<>();

    /** Has the server send plans to every connection that is made to the current database from now on. */
    static final List<String> SETTINGS = List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 0",
            "auto_explain.log_analyze = on",
            "auto_explain.log_nested_statements = on",
            "auto_explain.log_format = 'json'",
            "auto_explain.log_level = 'notice'");

    DataSource of(DataSource store) {
        return new DelegatingDataSource(store) {
            @Override
            public Connection getConnection() throws SQLException {
                return recording(Connection.class, super.getConnection());
            }
        };
    }

    /** Those since the last time, each as JSON. */
    List<String> take() {
        List<String> taken = new ArrayList<>();
        for (String plan = plans.poll(); plan != null; plan = plans.poll()) {
            taken.add(plan);
        }
        return taken;
    }

    private <T> T recording(Class<T> type, T wrapped) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = call(wrapped, method, arguments);
            if (wrapped instanceof PreparedStatement statement
                    && method.getName().startsWith("execute")) {
                keep(statement.getWarnings());
            } else if (wrapped instanceof Connection connection && END.contains(method.getName())) {
                keep(connection.getWarnings());
                connection.clearWarnings();
            }
            return result instanceof PreparedStatement statement
                    ? recording(PreparedStatement.class, statement)
                    : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object wrapped, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(wrapped, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private void keep(@Nullable SQLWarning first) {
        for (SQLWarning said = first; said != null; said = said.getNextWarning()) {
            String message = Objects.requireNonNullElse(said.getMessage(), "");
            int plan = message.indexOf("plan:");
            if (plan >= 0) {
                plans.add(message.substring(plan + "plan:".length()));
            }
        }
    }
}
