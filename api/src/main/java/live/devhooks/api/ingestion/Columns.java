package live.devhooks.api.ingestion;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of a statement one after the other; a column of many rows goes as one array for {@code unnest}, and in binary, so that
 * nobody writes values out for the server to read them. pgjdbc does so with numbers, texts and bytes; for others see {@link BinaryArrays}.
 */
final class Columns {

    private final Connection connection;
    private final PreparedStatement statement;
    private final BinaryArrays binary;
    private int parameter;

    Columns(Connection connection, PreparedStatement statement) throws SQLException {
        this.connection = connection;
        this.binary = new BinaryArrays(connection);
        this.statement = statement;
    }

    <T> void addIds(List<T> rows, Function<T, UUID> value) throws SQLException {
        add(binary.ofIds(rows, value));
    }

    <T> void addTimes(List<T> rows, Function<T, Instant> value) throws SQLException {
        add(binary.ofTimes(rows, value));
    }

    <T> void addDays(List<T> rows, Function<T, LocalDate> value) throws SQLException {
        add(binary.ofDays(rows, value));
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
        add(connection.createArrayOf(sqlType, values));
    }

    private void add(Array array) throws SQLException {
        parameter++;
        statement.setArray(parameter, array);
    }
}
