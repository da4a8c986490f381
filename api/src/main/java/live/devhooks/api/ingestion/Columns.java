package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after the other; a column of many rows goes as one array for {@code unnest}. */
final class Columns {

    private final Connection connection;
    private final PreparedStatement statement;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    <T> void add(String sqlType, List<T> rows, Function<T, @Nullable Object> value) throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = value.apply(rows.get(at));
        }
        parameter++;
        statement.setArray(parameter, connection.createArrayOf(sqlType, values));
    }

    /** pgjdbc takes bytes only as an array of arrays. */
    <T> void addBytes(List<T> rows, Function<T, byte[]> value) throws SQLException {
        parameter++;
        statement.setArray(
                parameter,
                connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new)));
    }

    void add(String value) throws SQLException {
        parameter++;
        statement.setString(parameter, value);
    }
}
