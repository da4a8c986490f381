package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ColumnsIT {

    private static final Database DATABASE = Database.open(TestPostgres.freshDatabase());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void sendsIds() throws SQLException {
        List<UUID> ids =
                List.of(new UUID(0, 0), new UUID(-1, -1), UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210"));

        assertThat(texts("uuid", columns -> columns.addIds(ids, Function.identity())))
                .containsExactly(
                        "00000000-0000-0000-0000-000000000000",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff",
                        "01234567-89ab-cdef-fedc-ba9876543210");
    }

    @Test
    void sendsTimesToTheNearestMicrosecondFromBeforeAndAfterWhereTheServerCountsFrom() throws SQLException {
        List<Instant> times = List.of(
                Instant.EPOCH,
                Instant.parse("1999-12-31T23:59:59.999999499Z"),
                Instant.parse("1999-12-31T23:59:59.999999500Z"),
                Instant.parse("2026-02-28T23:59:59.123456499Z"),
                Instant.parse("2026-02-28T23:59:59.123456500Z"));

        assertThat(texts("timestamptz", columns -> columns.addTimes(times, Function.identity())))
                .containsExactly(
                        "1970-01-01 00:00:00+00",
                        "1999-12-31 23:59:59.999999+00",
                        "2000-01-01 00:00:00+00",
                        "2026-02-28 23:59:59.123456+00",
                        "2026-02-28 23:59:59.123457+00");
    }

    @Test
    void sendsDays() throws SQLException {
        List<LocalDate> days = List.of(LocalDate.of(1999, 12, 31), LocalDate.of(2000, 1, 1), LocalDate.of(2028, 2, 29));

        assertThat(texts("date", columns -> columns.addDays(days, Function.identity())))
                .containsExactly("1999-12-31", "2000-01-01", "2028-02-29");
    }

    @Test
    void sendsNothingWhereThereIsNothing() throws SQLException {
        assertThat(texts("uuid", columns -> columns.addIds(List.<UUID>of(), Function.identity())))
                .isEmpty();
    }

    private interface Adding {
        void to(Columns columns) throws SQLException;
    }

    /** What the server makes of a column, as it writes that out. */
    private static List<String> texts(String type, Adding adding) throws SQLException {
        try (Connection connection = DATABASE.as(DatabaseRole.INGEST).getConnection();
                Statement inUtc = connection.createStatement();
                PreparedStatement statement =
                        connection.prepareStatement("select v::text from unnest(?::" + type + "[]) as v")) {
            inUtc.execute("set time zone 'UTC'");
            adding.to(new Columns(connection, statement));
            List<String> texts = new ArrayList<>();
            for (ResultSet row = statement.executeQuery(); row.next(); ) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
