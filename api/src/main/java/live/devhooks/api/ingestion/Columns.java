package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of a statement one after the other; a column of many rows goes as one array for {@code unnest}. pgjdbc sends arrays
 * of numbers, texts and bytes as they are, and writes all others out and quotes them, which is dearer.
 */
final class Columns {

    private final Connection connection;
    private final PreparedStatement statement;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    <T> void add(String sqlType, List<T> rows, Function<T, Object> value) throws SQLException {
        addArray(sqlType, rows.stream().map(value).toArray());
    }

    <T> void addNumbers(List<T> rows, ToLongFunction<T> value) throws SQLException {
        addArray("bigint", rows.stream().mapToLong(value).boxed().toArray(Long[]::new));
    }

    <T> void addTexts(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
        addArray("text", rows.stream().map(value).toArray(String[]::new));
    }

    /** pgjdbc takes bytes only as an array of arrays. */
    <T> void addBytes(List<T> rows, Function<T, byte[]> value) throws SQLException {
        addArray("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    void add(String value) throws SQLException {
        parameter++;
        statement.setString(parameter, value);
    }

    private void addArray(String sqlType, @Nullable Object[] values) throws SQLException {
        parameter++;
        statement.setArray(parameter, connection.createArrayOf(sqlType, values));
    }
}
