package live.devhooks.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import live.devhooks.api.plans.PlanProperties;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.api.usage.UsageReport.DayUsage;
import live.devhooks.api.usage.UsageReport.RefusedWebhooks;
import live.devhooks.api.usage.UsageReport.SourceUsage;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class UsageIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final Database DATABASE = Database.open(PROPERTIES);
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private final TestSource source = TestSource.create(SUPERUSER);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void anAccountWithoutWebhooksHasThirtyDaysOfNothing() {
        UsageReport report = report();

        assertThat(report.plan()).isEqualTo("free");
        assertThat(report.today().day()).isEqualTo(TODAY);
        assertThat(report.today().limit()).isEqualTo(5_000);
        assertThat(report.today().remaining()).isEqualTo(5_000);
        assertThat(report.today().resetsAt()).isEqualTo("2026-11-25T21:00:00Z");
        assertThat(report.days())
                .hasSize(30)
                .extracting(DayUsage::day)
                .startsWith(TODAY, TODAY.minusDays(1))
                .endsWith(TODAY.minusDays(29));
        assertThat(report.days()).allMatch(day -> day.equals(Counts.NONE.of(day.day())));
        assertThat(report.sources()).isEmpty();
    }

    @Test
    void daysAndSourcesAreAddedUp() {
        long deleted = source.id() + 1;
        used(source.id(), TODAY, 4_000, 7);
        used(deleted, TODAY, 500, 0);
        used(source.id(), TODAY.minusDays(29), 3, 0);
        used(source.id(), TODAY.minusDays(30), 99, 0);
        refused(source.id(), TODAY, Refusal.PAUSED, 2);
        refused(deleted, TODAY, Refusal.PAUSED, 3);
        refused(source.id(), TODAY.minusDays(1), Refusal.TOO_LARGE, 1);

        UsageReport report = report();

        assertThat(report.today().accepted()).isEqualTo(4_500);
        assertThat(report.today().remaining()).isEqualTo(500);
        assertThat(report.today().duplicates()).isEqualTo(7);
        assertThat(report.today().refused()).isEqualTo(new RefusedWebhooks(0, 0, 5, 0, 0, 0, 0));
        assertThat(report.days().get(0))
                .isEqualTo(new DayUsage(TODAY, 4_500, 7, report.today().refused()));
        assertThat(report.days().get(1).refused()).isEqualTo(new RefusedWebhooks(0, 0, 0, 1, 0, 0, 0));
        assertThat(report.days().get(29).accepted()).isEqualTo(3);
        assertThat(report.sources())
                .containsExactly(
                        new SourceUsage(TestSource.SLUG, 4_000, 7, new RefusedWebhooks(0, 0, 2, 0, 0, 0, 0)),
                        new SourceUsage(null, 500, 0, new RefusedWebhooks(0, 0, 3, 0, 0, 0, 0)));
    }

    @Test
    void eachReasonHasItsPlace() {
        refused(source.id(), TODAY, Refusal.OVER_QUOTA, 1);
        refused(source.id(), TODAY, Refusal.OVER_BURST, 7);
        refused(source.id(), TODAY, Refusal.PAUSED, 2);
        refused(source.id(), TODAY, Refusal.TOO_LARGE, 3);
        refused(source.id(), TODAY, Refusal.TOO_SLOW, 4);
        refused(source.id(), TODAY, Refusal.ADDRESS_NOT_ALLOWED, 5);
        refused(source.id(), TODAY, Refusal.UNAVAILABLE, 6);

        assertThat(report().today().refused()).isEqualTo(new RefusedWebhooks(1, 7, 2, 3, 4, 5, 6));
    }

    @Test
    void whoHasUsedMoreThanThePlanAllowsHasNothingLeft() {
        used(source.id(), TODAY, 5_001, 0);

        assertThat(report().today().remaining()).isZero();
    }

    @Test
    void anAccountSeesItsOwnUsageOnlyAndWritesNone() {
        TestSource theirs = TestSource.create(SUPERUSER);
        used(source.id(), TODAY, 1, 0);
        refused(source.id(), TODAY, Refusal.PAUSED, 1);

        for (String table : List.of("source_usage", "source_refusal")) {
            String read = "select source_id from " + table;
            List<Long> own = as(source.account(), jdbc -> list(jdbc, read));
            List<Long> seenByThem = as(theirs.account(), jdbc -> list(jdbc, read));
            assertThat(own).containsExactly(source.id());
            assertThat(seenByThem).isEmpty();
            assertThat(list(JdbcClient.create(DATABASE.as(DatabaseRole.APP)), read))
                    .isEmpty();
            assertThatThrownBy(() -> as(
                            source.account(),
                            jdbc -> jdbc.sql("delete from " + table).update()))
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(report(theirs).today().accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"source_usage", "source_refusal"})
    void whoTakesEventsInCannotTakeBackWhatWasCounted(String table) {
        JdbcClient ingest = JdbcClient.create(DATABASE.as(DatabaseRole.INGEST));

        assertThatThrownBy(() -> ingest.sql("delete from " + table).update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        ingest.sql("update " + table + " set day = day - 1").update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        list(JdbcClient.create(DATABASE.as(DatabaseRole.STREAM)), "select source_id from " + table))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private UsageReport report() {
        return report(source);
    }

    private static UsageReport report(TestSource source) {
        Usage usage = new Usage(
                DATABASE.as(DatabaseRole.APP),
                new Plans(new PlanProperties(Map.of())),
                new UsageDays(NAIROBI),
                () -> Instant.parse("2026-11-24T21:00:00Z"));
        return Tenancy.as(source.account(), () -> as(source.account(), jdbc -> usage.report()));
    }

    /** Does {@code work} in a transaction that the database holds to {@code account}. */
    private static <T> T as(UUID account, Function<JdbcClient, T> work) {
        DataSource app = DATABASE.as(DatabaseRole.APP);
        JdbcClient jdbc = JdbcClient.create(app);
        return Objects.requireNonNull(new TransactionTemplate(new JdbcTransactionManager(app)).execute(status -> {
            jdbc.sql(Database.SET_ACCOUNT)
                    .param(account.toString())
                    .query(String.class)
                    .single();
            return work.apply(jdbc);
        }));
    }

    private void used(long sourceId, LocalDate day, long accepted, long duplicates) {
        SUPERUSER
                .sql("insert into devhooks.source_usage values (?, ?, ?, ?, ?)")
                .params(source.account(), sourceId, day, accepted, duplicates)
                .update();
    }

    private void refused(long sourceId, LocalDate day, Refusal reason, long refused) {
        SUPERUSER
                .sql("insert into devhooks.source_refusal values (?, ?, ?, ?, ?)")
                .params(source.account(), sourceId, day, reason.word(), refused)
                .update();
    }

    private static List<Long> list(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).list();
    }
}
