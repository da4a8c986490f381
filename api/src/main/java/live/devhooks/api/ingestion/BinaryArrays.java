package live.devhooks.api.ingestion;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Makes one-dimensional arrays of values of one size, none of them null, as PostgreSQL has them on the wire.
 *
 * <p>Source: {@code array_recv} of PostgreSQL: the number of dimensions, whether there are nulls, the elements' type; of the dimension its size and
 * first index; of each element its size and bytes, as {@code uuid_recv}, {@code timestamptz_recv} and {@code date_recv} want them; all of it
 * big-endian.
 */
final class BinaryArrays {

    private static final int HEADER_BYTES = 5 * Integer.BYTES;

    /** The day, and the moment, from which PostgreSQL counts. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private static final Instant FIRST_MOMENT = Instant.parse("2000-01-01T00:00:00Z");

    /** Half of a microsecond, so that what is cut off is rounded. */
    private static final int HALF = 500;

    private final BaseConnection connection;

    /** Makes arrays for statements of {@code connection}. */
    BinaryArrays(Connection connection) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
    }

    <T> Array ofIds(List<T> rows, Function<T, UUID> value) throws SQLException {
        return of(Oid.UUID_ARRAY, Oid.UUID, 2 * Long.BYTES, rows, (row, bytes) -> {
            UUID id = value.apply(row);
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        });
    }

    /** To the nearest microsecond. */
    <T> Array ofTimes(List<T> rows, Function<T, Instant> value) throws SQLException {
        return of(
                Oid.TIMESTAMPTZ_ARRAY,
                Oid.TIMESTAMPTZ,
                Long.BYTES,
                rows,
                (row, bytes) -> bytes.putLong(
                        ChronoUnit.MICROS.between(FIRST_MOMENT, value.apply(row).plusNanos(HALF))));
    }

    <T> Array ofDays(List<T> rows, Function<T, LocalDate> value) throws SQLException {
        return of(
                Oid.DATE_ARRAY,
                Oid.DATE,
                Integer.BYTES,
                rows,
                (row, bytes) -> bytes.putInt((int) ChronoUnit.DAYS.between(FIRST_DAY, value.apply(row))));
    }

    private <T> Array of(int type, int elementType, int size, List<T> rows, BiConsumer<T, ByteBuffer> write)
            throws SQLException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + rows.size() * (Integer.BYTES + size));
        bytes.putInt(1).putInt(0).putInt(elementType).putInt(rows.size()).putInt(1);
        for (T row : rows) {
            bytes.putInt(size);
            write.accept(row, bytes);
        }
        return new PgArray(connection, type, bytes.array());
    }
}
