package live.devhooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import live.devhooks.bench.growth.GrowthScenario;
import live.devhooks.bench.ingest.IngestScenario;
import live.devhooks.bench.model.ModelScenario;
import live.devhooks.bench.purge.PurgeScenario;
import live.devhooks.bench.quota.QuotaScenario;
import live.devhooks.bench.scenario.Scale;
import live.devhooks.bench.scenario.Scenario;
import live.devhooks.bench.scenario.StreamScale;
import live.devhooks.bench.scenario.WarmUp;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.Workplace;
import live.devhooks.bench.startup.StartupScenario;
import live.devhooks.bench.streams.StreamsScenario;
import live.devhooks.migrations.MigrationsApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether the benchmarks work: that they send, count and write down. Never how fast anything is. */
class BenchIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path RESULTS = TARGET.resolve("it-results");
    private static final Path UNPACKED = TARGET.resolve("it-unpacked");

    private static final Scale TINY = new Scale(
            1,
            Duration.ofMillis(300),
            8,
            new WarmUp(Duration.ofMillis(100), 3, 3, 0.5),
            List.of(4),
            Duration.ofMillis(100),
            2,
            5,
            2,
            20,
            20_000,
            new StreamScale(5, 20, 2, 4, 20, 5, 50, 50, Duration.ofMillis(200), 500, 10, Duration.ofSeconds(20)));

    private static final int DAILY_EVENTS = 200;

    private static Optional<Postgres> postgres = Optional.empty();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Databases are made of template1, and so have the schema from the beginning: no node has to migrate. */
    @BeforeAll
    static void prepare() throws Exception {
        Workplace place = place(ROOT, "all");
        for (String module : List.of("api", "realtime")) {
            UnpackedJars.unpack(place.jar(module), UNPACKED.resolve(module + "/target"));
        }
        place.prepare();
        Postgres started = Postgres.start(place);
        postgres = Optional.of(started);
        MigrationsApplication.main(new String[] {
            "--devhooks.database.url=" + started.url("template1"), "--devhooks.database.username=" + Postgres.USER
        });
    }

    @AfterAll
    static void end() throws IOException {
        if (postgres.isPresent()) {
            postgres.get().close();
        }
    }

    /** The scenario itself fails where an answer is no 200, or where as many answers as events there are not. */
    @Test
    void measuresIngestBesideItsBaselines() throws Exception {
        JsonNode result = play(new IngestScenario());

        assertThat(result.get("measured").values()).hasSize(11).allSatisfy(measured -> {
            assertThat(measured.get("samples").values()).hasSize(1);
            assertThat(measured.at("/perSecond/median").asDouble()).isPositive();
        });
        assertThat(result.get("measured").values())
                .filteredOn(measured -> measured.get("name").asString().startsWith("product"))
                .hasSize(5)
                .allSatisfy(product -> {
                    assertThat(product.at("/p50Millis/median").asDouble()).isPositive();
                    assertThat(product.at("/p99Millis/median").asDouble())
                            .isGreaterThanOrEqualTo(
                                    product.at("/p50Millis/median").asDouble());
                    assertThat(product.at("/samples/0/cores").propertyNames()).contains("server", "postgres", "load");
                });
        assertThatFiguresAreWellFormed(result, 7);
        assertThat(result.get("notes").values())
                .anyMatch(
                        note -> note.asString().endsWith("answered 200 by the product, and as many events are stored"));
    }

    @Test
    void measuresPurgesUnderLoad() throws Exception {
        JsonNode result = play(new PurgeScenario());

        assertThat(result.get("measured").values())
                .hasSize(3)
                .allSatisfy(measured ->
                        assertThat(measured.at("/perSecond/median").asDouble()).isPositive());
        assertThat(result.get("values").get(0).at("/value/median").asDouble()).isPositive();
        assertThatFiguresAreWellFormed(result, 2);
    }

    /** The scenario itself fails where a reader misses an event, gets one twice, or not in its order. Peers are those that are installed. */
    @Test
    void measuresStreamsBesideTheirBaselines() throws Exception {
        JsonNode result = play(StreamsScenario.everything());

        assertThat(result.get("measured").values())
                .hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy(measured ->
                        assertThat(measured.at("/perSecond/median").asDouble()).isPositive());
        assertThat(result.get("measured").values())
                .filteredOn(measured -> measured.get("name").asString().startsWith("webhook to reader"))
                .hasSize(3)
                .allSatisfy(webhooks ->
                        assertThat(webhooks.at("/p50Millis/median").asDouble()).isPositive());
        assertThat(result.get("values").values())
                .filteredOn(value -> value.get("name").asString().contains("polling"))
                .hasSize(3)
                .allSatisfy(value ->
                        assertThat(value.at("/value/median").asDouble()).isPositive());
        assertThatFiguresAreWellFormed(result, 13);
    }

    /** What is resident for each of a few connections may be less than nothing, and then has no slope. */
    @Test
    void measuresHowFiguresGrow() throws Exception {
        JsonNode result = play(GrowthScenario.whole());

        assertThat(result.get("measured").values())
                .hasSize(12)
                .allSatisfy(measured ->
                        assertThat(measured.at("/perSecond/median").asDouble()).isPositive());
        assertThat(result.get("values").values())
                .filteredOn(value -> value.get("name").asString().startsWith("slope of "))
                .hasSizeBetween(8, 9);
        assertThat(result.get("values").values())
                .filteredOn(value -> value.get("unit").asString().equals("ms"))
                .hasSize(6)
                .allSatisfy(value ->
                        assertThat(value.at("/value/median").asDouble()).isPositive());
        assertThatFiguresAreWellFormed(result, 0);
    }

    /** That it comes near what was measured is tested by itself. */
    @Test
    void playsTheModel() throws Exception {
        JsonNode result = play(new ModelScenario());

        assertThat(result.get("values").values()).hasSize(18);
        assertThat(result.get("figures").values()).hasSize(9);
        assertThat(result.get("notes").values())
                .filteredOn(note -> note.asString().contains("first gives out"))
                .hasSize(10);
    }

    /** The scenario itself fails where an answer is neither 200 nor 429, or where as many answers as events there are not. */
    @Test
    void measuresQuotasAndCountsADay() throws Exception {
        JsonNode result = play(new QuotaScenario(DAILY_EVENTS));

        assertThat(result.get("measured").values())
                .hasSize(5)
                .allSatisfy(measured ->
                        assertThat(measured.at("/perSecond/median").asDouble()).isPositive());
        assertThatFiguresAreWellFormed(result, 6);
        assertThat(result.at("/figures/5/ratio/median").asDouble()).isEqualTo(DAILY_EVENTS);
        assertThat(result.at("/values/1/value/median").asDouble()).isEqualTo(DAILY_EVENTS);
    }

    /** Of one role, for the time that it takes. The scenario itself fails where a node does not get ready, or its JVM refuses what it learnt. */
    @Test
    @EnabledIfSystemProperty(named = "devhooks.test.images", matches = "true")
    @EnabledForJreRange(min = JRE.JAVA_25)
    void measuresStartsOfImagesBesideThePlainJar() throws Exception {
        JsonNode result = play(ROOT, new StartupScenario(List.of("realtime")));

        assertThat(result.get("values").values())
                .hasSize(9)
                .allSatisfy(value ->
                        assertThat(value.at("/value/median").asDouble()).isPositive());
        assertThatFiguresAreWellFormed(result, 2);
    }

    /** With a profile, where there can be one. */
    private JsonNode play(Scenario scenario) throws IOException, SQLException {
        return play(UNPACKED, scenario);
    }

    private JsonNode play(Path root, Scenario scenario) throws IOException, SQLException {
        PrintStream table = new PrintStream(out, true, StandardCharsets.UTF_8);
        boolean isProfiled = scenario.canBeProfiled() && OS.LINUX.isCurrentOs();
        Path file = new Bench(place(root, scenario.name()), table, System.err).play(scenario, TINY, isProfiled);
        assertThat(file.getFileName().toString()).matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-" + scenario.name() + ".json");
        JsonNode result = JsonMapper.builder().build().readTree(file);
        assertThatProfilesAreWellFormed(result, isProfiled);
        return result;
    }

    private static void assertThatProfilesAreWellFormed(JsonNode result, boolean isProfiled) {
        assertThat(result.get("profiles").isEmpty()).isNotEqualTo(isProfiled);
        assertThat(result.get("profiles").values()).allSatisfy(profile -> {
            assertThat(RESULTS.resolve(profile.get("flameGraph").asString())).isNotEmptyFile();
            assertThat(profile.get("steps").values())
                    .hasSizeGreaterThan(1)
                    .last()
                    .satisfies(step -> assertThat(step.get("name").asString()).isEqualTo("other"));
        });
    }

    /** Of a scenario by itself, with the jars that lie under {@code root} as they do in the repository. */
    private static Workplace place(Path root, String name) {
        return new Workplace(
                root,
                TARGET.resolve("it-work").resolve(name),
                TARGET.resolve("test-log").resolve(name),
                RESULTS,
                postgres);
    }

    private void assertThatFiguresAreWellFormed(JsonNode result, int number) {
        assertThat(result.get("commit").asString()).isNotBlank();
        assertThat(result.at("/machine/cores").asInt()).isPositive();
        assertThat(result.at("/settings/postgres/fsync").asString()).isEqualTo("on");
        assertThat(result.at("/settings/postgres/synchronous_commit").asString())
                .isEqualTo("on");
        assertThat(result.get("figures").values()).hasSize(number).allSatisfy(figure -> {
            // Of a few connections in a node that collects, what is kept may be less than before.
            if (!figure.get("name").asString().startsWith("resident")) {
                assertThat(figure.at("/ratio/median").asDouble()).isPositive();
            }
            assertThat(figure.get("wanted").asString()).matches("[≥≤=] \\d.*");
            assertThat(figure.get("holds").isBoolean()).isTrue();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(figure.get("name").asString());
        });
    }
}
