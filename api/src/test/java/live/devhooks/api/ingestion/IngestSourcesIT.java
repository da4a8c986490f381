package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.devhooks.api.plans.PlanProperties;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.api.sources.SourceProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.migrations.TestSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class IngestSourcesIT {

    private static final DatabaseProperties PROPERTIES = TestPostgres.freshDatabase();
    private static final JdbcClient SUPERUSER = TestPostgres.superuser(PROPERTIES);
    private static final Duration CACHE_TIME = Duration.ofSeconds(1);
    private static final Map<String, List<String>> PRESETS =
            Map.of("daraja", List.of("196.201.214.0/24", "196.201.213.44"));

    private static final IngestProperties INGEST = new IngestProperties(
            1,
            1_048_576,
            1,
            Duration.ofMillis(20),
            1,
            1,
            Duration.ofMillis(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            100,
            CACHE_TIME,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1));

    private final Database database = Database.open(PROPERTIES);
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final TestSource source = TestSource.create(SUPERUSER);
    private final String key = IngestKey.random();
    private final SourceStore store = new SourceStore(database);
    private final SourceLookUp lookUp = new SourceLookUp(store, INGEST);
    private final IngestSources sources = new IngestSources(
            lookUp,
            store,
            INGEST,
            new SourceProperties(1_000, Duration.ofHours(24), PRESETS),
            new Plans(new PlanProperties(Map.of())),
            () -> now);

    IngestSourcesIT() {
        SUPERUSER
                .sql("update devhooks.ingest_key set key = ? where source_id = ?")
                .params(key, source.id())
                .update();
        lookUp.start();
    }

    @AfterEach
    void close() {
        lookUp.stop();
        database.close();
    }

    @Test
    void aSourceWithoutAListTakesFromEverywhere() {
        IngestSource found = found();

        assertThat(found.id()).isEqualTo(source.id());
        assertThat(found.accountId()).isEqualTo(source.account());
        assertThat(found.plan()).isEqualTo("free");
        assertThat(found.takesFrom("203.0.113.7")).isTrue();
        assertThat(found.takesFrom("@unix")).isTrue();
        assertThat(found.sessionPointer()).isEmpty();
        assertThat(found.keyValidUntil()).isEmpty();
    }

    @Test
    void aListHoldsAddressesBlocksAndPresets() {
        allow("daraja", "10.0.0.0/8", "2001:db8::7");

        IngestSource found = found();

        assertThat(List.of("196.201.214.9", "196.201.213.44", "10.1.2.3", "2001:db8::7", "::ffff:10.1.2.3"))
                .allMatch(found::takesFrom);
        assertThat(List.of("196.201.213.45", "11.1.2.3", "2001:db8::8", "a01:203::", "@unix", ""))
                .noneMatch(found::takesFrom);
    }

    @Test
    void aPresetThatIsGoneAllowsNothingAndIsLoggedOnceForEachChange(CapturedOutput output) {
        allow("gone", "10.0.0.0/8");
        IngestSource found = found();
        foundLater();
        foundLater();

        assertThat(found.takesFrom("10.1.2.3")).isTrue();
        assertThat(found.takesFrom("11.1.2.3")).isFalse();
        assertThat(output.getOut().split("'gone'", -1)).hasSize(2);

        allow("gone");
        assertThat(foundLater().takesFrom("10.1.2.3")).isFalse();
        assertThat(output.getOut().split("'gone'", -1)).hasSize(3);
    }

    @Test
    void aPointerIsReadOnceAndOneThatCannotBeReadFindsNothing() {
        set("session_pointer", "/data/ref");
        assertThat(found().sessionPointer().map(Object::toString)).contains("/data/ref");

        set("session_pointer", "data");
        assertThat(foundLater().sessionPointer()).isEmpty();
    }

    @Test
    void aReplacedKeyWorksUntilItsTimeIsOver() {
        Instant until = now.plus(Duration.ofMillis(100));
        validUntil(until);
        assertThat(find()).isPresent();

        now = until.minus(1, ChronoUnit.MICROS);
        assertThat(find()).isPresent();
        // Still remembered, and over all the same.
        now = until;
        assertThat(find()).isEmpty();
    }

    @Test
    void aReplacedKeyEndsWhileTheStoreIsAway() {
        Instant until = now.plus(Duration.ofHours(1));
        validUntil(until);
        assertThat(find()).isPresent();
        database.close();

        now = until.minusMillis(1);
        assertThat(find()).isPresent();
        now = until;
        assertThat(find()).isEmpty();
    }

    @Test
    void aChangeIsNoticedWhenTheMomentIsOver() {
        assertThat(found().paused()).isFalse();
        SUPERUSER
                .sql("update devhooks.source set paused = true where id = ?")
                .param(source.id())
                .update();
        SUPERUSER
                .sql("update devhooks.account set plan = 'pro' where id = ?")
                .param(source.account())
                .update();

        assertThat(found().paused()).isFalse();
        assertThat(foundLater().paused()).isTrue();
        assertThat(found().plan()).isEqualTo("pro");
    }

    private void allow(String... entries) {
        SUPERUSER
                .sql("update devhooks.source set allowed_addresses = string_to_array(?, ' ') where id = ?")
                .params(String.join(" ", entries), source.id())
                .update();
    }

    private void set(String column, String value) {
        SUPERUSER
                .sql("update devhooks.source set " + column + " = ? where id = ?")
                .params(value, source.id())
                .update();
    }

    private void validUntil(Instant time) {
        SUPERUSER
                .sql("update devhooks.ingest_key set valid_until = ? where key = ?")
                .params(Timestamp.from(time), key)
                .update();
    }

    private Optional<IngestSource> find() {
        return sources.find(key).join();
    }

    private IngestSource found() {
        return find().orElseThrow();
    }

    private IngestSource foundLater() {
        now = now.plus(CACHE_TIME);
        return found();
    }
}
