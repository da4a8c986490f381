package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each role of the processes sees and can write of each table of tenants, read from the catalogue and tried by raw SQL. */
class TenantIsolationIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final TenantTables TABLES = new TenantTables(TestPostgres.superuser(PROPERTIES));

    private static final UUID MINE = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();
    private static final @Nullable UUID NONE = null;
    private static final int MY_ROWS = 2;
    private static final int THEIR_ROWS = 3;

    private static final String PERMISSION_DENIED = "42501";
    private static final String REFUSED = "refused";

    /** Which those who read streams see. */
    private static final List<String> OF_STREAMS = List.of("event", "consumer_position");

    /** Of these, what no others see. */
    private static final List<String> OF_STREAMS_ALONE = List.of("consumer_position");

    /** Without an account: the rows of all, of numbers only, that are looked up for all at once. */
    private static final String ALL = Integer.toString(MY_ROWS + THEIR_ROWS);

    @BeforeAll
    static void fill() throws SQLException {
        TABLES.fill(PROPERTIES, MINE, MY_ROWS);
        TABLES.fill(PROPERTIES, THEIRS, THEIR_ROWS);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theTablesOfTenantsAreKnown() {
        assertThat(TABLES.names()).contains("account", "app_user", "source", "event", "session_secret", "audit_entry");
    }

    @Test
    void withoutAnAccountTheApplicationReadsEveryTableEmpty() {
        assertThat(countsOfAll(DatabaseRole.APP, NONE)).isEqualTo(each("0", with(OF_STREAMS_ALONE, REFUSED)));
    }

    @Test
    void withAnAccountTheApplicationReadsThatAccountsRowsOnly() {
        String mine = Integer.toString(MY_ROWS);

        assertThat(countsOfAll(DatabaseRole.APP, MINE))
                .isEqualTo(each(mine, with(with(OF_STREAMS_ALONE, REFUSED), "account", "1")));
    }

    @Test
    void withoutAnAccountTheApplicationWritesNothing() {
        TABLES.names().forEach(table -> {
            assertThat(tried(NONE, TABLES.insert(table, MINE)))
                    .as("insert " + table)
                    .isEqualTo(REFUSED);
            assertThat(tried(NONE, update(table, MINE, MINE)))
                    .as("update " + table)
                    .isIn("0", REFUSED);
            assertThat(tried(NONE, delete(table, MINE))).as("delete " + table).isIn("0", REFUSED);
        });
    }

    @Test
    void withAnAccountTheApplicationWritesNothingOfAnother() {
        TABLES.names().forEach(table -> {
            assertThat(tried(MINE, TABLES.insert(table, THEIRS)))
                    .as("insert " + table)
                    .isEqualTo(REFUSED);
            assertThat(tried(MINE, update(table, THEIRS, THEIRS)))
                    .as("update " + table)
                    .isIn("0", REFUSED);
            assertThat(tried(MINE, delete(table, THEIRS))).as("delete " + table).isIn("0", REFUSED);
        });
    }

    @Test
    void theApplicationCannotGiveItsOwnRowsToAnotherAccount() {
        TABLES.names()
                .forEach(table -> assertThat(tried(MINE, update(table, MINE, THEIRS)))
                        .as(table)
                        .isEqualTo(REFUSED));
    }

    @Test
    void whoTakesEventsInSeesWhereToPutThemAndNothingElse() {
        Map<String, String> expected = each(
                REFUSED,
                Map.of(
                        // Of each its plan.
                        "account", "2",
                        "source", ALL,
                        "ingest_key", ALL,
                        "source_position", ALL,
                        // To add to what was counted before, one must see it.
                        "source_usage", ALL,
                        "source_refusal", ALL,
                        "event_duplicate", ALL));

        assertThat(countsOfAll(DatabaseRole.INGEST, NONE)).isEqualTo(expected);
        assertThat(countsOfAll(DatabaseRole.INGEST, MINE)).isEqualTo(expected);
    }

    @Test
    void whoReadsStreamsSeesOneAccountsEventsAndNumbersOfAll() {
        Map<String, String> numbers = Map.of("source_position", ALL, "revocation", ALL);

        assertThat(countsOfAll(DatabaseRole.STREAM, NONE))
                .isEqualTo(each(REFUSED, with(with(OF_STREAMS, "0", numbers), "delivery", "0")));
        assertThat(countsOfAll(DatabaseRole.STREAM, MINE))
                .isEqualTo(each(
                        REFUSED,
                        with(
                                with(OF_STREAMS, Integer.toString(MY_ROWS), numbers),
                                "delivery",
                                Integer.toString(MY_ROWS))));
    }

    @Test
    void whoReadsEventsOfSeveralAccountsSeesThoseItSaidAndNoOthers() {
        UUID nobody = UUID.randomUUID();

        assertThat(eventsSeenBy(MINE, nobody)).isEqualTo(MY_ROWS);
        assertThat(eventsSeenBy(THEIRS)).isEqualTo(THEIR_ROWS);
        assertThat(eventsSeenBy(MINE, THEIRS)).isEqualTo(MY_ROWS + THEIR_ROWS);
        assertThat(eventsSeenBy(nobody)).isZero();
    }

    @Test
    void whoReadsStreamsNotesDeliveriesOfItsAccountOnly() {
        String theirs = TABLES.insert("delivery", THEIRS);

        assertThat(tried(DatabaseRole.STREAM, MINE, theirs)).isEqualTo(REFUSED);
        assertThat(tried(DatabaseRole.STREAM, MINE, "update devhooks.delivery set sent_at = now()"))
                .isEqualTo(Integer.toString(MY_ROWS));
    }

    private static long eventsSeenBy(UUID... accounts) {
        return JdbcClient.create(DATABASE.as(DatabaseRole.STREAM))
                .sql(Database.AS_ACCOUNTS
                        + "select count(*) from (select from devhooks.event where %s offset 0) seen"
                                .formatted(Database.ACCOUNTS_ARE_SET))
                .param("accounts_read", Stream.of(accounts).map(UUID::toString).collect(Collectors.joining(",")))
                .query(Long.class)
                .single();
    }

    @Test
    void whoReadsStreamsKeepsPositionsOfItsAccountOnly() {
        String theirs = TABLES.insert("consumer_position", THEIRS);
        String moved = "update devhooks.consumer_position set seq = seq + 1 where account_id = '%s'".formatted(THEIRS);

        for (@Nullable UUID account : new UUID[] {NONE, MINE}) {
            assertThat(tried(DatabaseRole.STREAM, account, theirs)).isEqualTo(REFUSED);
            assertThat(tried(DatabaseRole.STREAM, account, moved)).isEqualTo("0");
        }
    }

    @Test
    void whoSeesSignInsSeesNothingOfTenants() {
        assertThat(countsOfAll(DatabaseRole.FRONT, NONE)).isEqualTo(each(REFUSED, Map.of()));
        assertThat(countsOfAll(DatabaseRole.FRONT, MINE)).isEqualTo(each(REFUSED, Map.of()));
    }

    private static String update(String table, UUID of, UUID to) {
        String owner = TenantTables.owner(table);
        return "update devhooks.%s set %s = '%s' where %s = '%s'".formatted(table, owner, to, owner, of);
    }

    private static String delete(String table, UUID of) {
        return "delete from devhooks.%s where %s = '%s'".formatted(table, TenantTables.owner(table), of);
    }

    private static Map<String, String> countsOfAll(DatabaseRole role, @Nullable UUID account) {
        Map<String, String> counts = new TreeMap<>();
        TABLES.names().forEach(table -> counts.put(table, count(role, account, table)));
        return counts;
    }

    private static Map<String, String> each(String usual, Map<String, String> others) {
        Map<String, String> expected = new TreeMap<>();
        TABLES.names().forEach(table -> expected.put(table, others.getOrDefault(table, usual)));
        return expected;
    }

    /** The same count for each of {@code tables}. */
    private static Map<String, String> with(List<String> tables, String count) {
        return with(tables, count, Map.of());
    }

    private static Map<String, String> with(List<String> tables, String count, Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(others);
        tables.forEach(table -> all.put(table, count));
        return all;
    }

    private static Map<String, String> with(Map<String, String> others, String table, String count) {
        Map<String, String> all = new TreeMap<>(others);
        all.put(table, count);
        return all;
    }

    private static String count(DatabaseRole role, @Nullable UUID account, String table) {
        return inTransaction(role, account, statement -> {
            try (ResultSet rows = statement.executeQuery("select count(*) from devhooks." + table)) {
                rows.next();
                return rows.getString(1);
            }
        });
    }

    private static String tried(@Nullable UUID account, String sql) {
        return tried(DatabaseRole.APP, account, sql);
    }

    private static String tried(DatabaseRole role, @Nullable UUID account, String sql) {
        return inTransaction(role, account, statement -> Integer.toString(statement.executeUpdate(sql)));
    }

    @FunctionalInterface
    private interface Work {
        String in(Statement statement) throws SQLException;
    }

    /** What {@code work} says, or {@link #REFUSED} where the database does not permit it; any other failure is one of the test. */
    private static String inTransaction(DatabaseRole role, @Nullable UUID account, Work work) {
        try (Connection connection = DATABASE.as(role).getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                set(connection, account);
                return work.in(statement);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(PERMISSION_DENIED);
                return REFUSED;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Connection connection, @Nullable UUID account) throws SQLException {
        if (account != null) {
            try (PreparedStatement set = connection.prepareStatement(Database.SET_ACCOUNT)) {
                set.setString(1, account.toString());
                set.execute();
            }
        }
    }
}
