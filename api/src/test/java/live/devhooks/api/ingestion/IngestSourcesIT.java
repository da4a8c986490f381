package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

    private final Database database = Database.open(PROPERTIES);
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final TestSource source = TestSource.create(SUPERUSER);
    private final String key = IngestKey.random();
    private final IngestSources sources = new IngestSources(
            database,
            new IngestProperties(
                    1,
                    1,
                    1,
                    Duration.ofMillis(2),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    100,
                    CACHE_TIME),
            new SourceProperties(1_000, Duration.ofHours(24), PRESETS),
            now::get);

    IngestSourcesIT() {
        SUPERUSER
                .sql("update devhooks.ingest_key set key = ? where source_id = ?")
                .params(key, source.id())
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSourceWithoutAListTakesFromEverywhere() {
        IngestSource found = found();

        assertThat(found.id()).isEqualTo(source.id());
        assertThat(found.accountId()).isEqualTo(source.account());
        assertThat(found.allowedAddresses().contain("203.0.113.7")).isTrue();
        assertThat(found.allowedAddresses().contain("@unix")).isTrue();
        assertThat(found.sessionPointer()).isEmpty();
        assertThat(found.validUntil()).isEmpty();
    }

    @Test
    void aListHoldsAddressesBlocksAndPresets() {
        allow("daraja", "10.0.0.0/8", "2001:db8::7");

        AllowedAddresses allowed = found().allowedAddresses();

        assertThat(List.of("196.201.214.9", "196.201.213.44", "10.1.2.3", "2001:db8::7", "::ffff:10.1.2.3"))
                .allMatch(allowed::contain);
        assertThat(List.of("196.201.213.45", "11.1.2.3", "2001:db8::8", "a01:203::", "@unix", ""))
                .noneMatch(allowed::contain);
    }

    @Test
    void aPresetThatIsGoneAllowsNothingAndIsLoggedOnceForEachChange(CapturedOutput output) {
        allow("gone", "10.0.0.0/8");
        AllowedAddresses allowed = found().allowedAddresses();
        foundLater();
        foundLater();

        assertThat(allowed.contain("10.1.2.3")).isTrue();
        assertThat(allowed.contain("11.1.2.3")).isFalse();
        assertThat(output.getOut().split("'gone'", -1)).hasSize(2);

        allow("gone");
        assertThat(foundLater().allowedAddresses().contain("10.1.2.3")).isFalse();
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
        Instant until = now.get().plus(Duration.ofMillis(100));
        validUntil(until);
        assertThat(find()).isPresent();

        now.set(until.minus(1, ChronoUnit.MICROS));
        assertThat(find()).isPresent();
        // Still remembered, and over all the same.
        now.set(until);
        assertThat(find()).isEmpty();
    }

    @Test
    void aReplacedKeyEndsWhileTheStoreIsAway() {
        Instant until = now.get().plus(Duration.ofHours(1));
        validUntil(until);
        assertThat(find()).isPresent();
        database.close();

        now.set(until.minusMillis(1));
        assertThat(find()).isPresent();
        now.set(until);
        assertThat(find()).isEmpty();
    }

    @Test
    void aChangeIsNoticedWhenTheMomentIsOver() {
        assertThat(found().paused()).isFalse();
        SUPERUSER
                .sql("update devhooks.source set paused = true where id = ?")
                .param(source.id())
                .update();

        assertThat(found().paused()).isFalse();
        assertThat(foundLater().paused()).isTrue();
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
        return sources.find(key);
    }

    private IngestSource found() {
        return find().orElseThrow();
    }

    private IngestSource foundLater() {
        now.updateAndGet(time -> Objects.requireNonNull(time).plus(CACHE_TIME));
        return found();
    }
}
