package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What images learn in order to start faster. They are built with a file in its place that is none, as if its JVM could not read it; what they
 * do learn is made here by {@code images/cache}.
 */
@EnabledIfSystemProperty(named = "devhooks.test.images", matches = "true")
@EnabledIfSystemProperty(named = "devhooks.test.image-cache", matches = ".+")
class ImageCacheIT {

    private static final String OPTION = "-XX:AOTCache=/app/cache/devhooks.aot";
    private static final long SCRIPT_SECONDS = 300;
    private static final DatabaseProperties DATABASE = TestPostgres.freshDatabase();

    @TempDir
    Path images;

    @TempDir
    Path learnt;

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime"})
    void isALayerOfItsOwnAboveTheCodeThatTheEntryPointNames(String role) {
        ImageTar image = ImageTar.of(role);

        List<Map<String, ImageTar.Entry>> withCache = image.layers().stream()
                .filter(layer -> layer.containsKey(LaidOutImage.CACHE))
                .toList();
        assertThat(withCache).hasSize(1);
        assertThat(withCache.get(0).keySet()).containsExactlyInAnyOrder("app/", "app/cache/", LaidOutImage.CACHE);
        assertThat(image.layers()).last().isEqualTo(withCache.get(0));
        assertThat(entryPoint(image))
                .startsWith("java", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", OPTION);
    }

    @Test
    void theOneOfMigrationsDoesWithout() {
        ImageTar image = ImageTar.of("migrations");

        assertThat(image.files()).doesNotContainKey(LaidOutImage.CACHE);
        assertThat(entryPoint(image)).isNotEmpty().noneMatch(word -> word.contains("AOT"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void aNodeStartsAlsoWhereItsJvmCannotUseIt() throws Exception {
        LaidOutImage image = LaidOutImage.of("realtime", images);

        try (NodeProcess node = NodeProcess.of(image, DATABASE)) {
            assertThat(node.said("Unable to read the file header")).isEqualTo(1);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void nodesStartByWhatTheirImagesHaveLearnt() throws Exception {
        LaidOutImage api = LaidOutImage.of("api", images).withoutCache();
        LaidOutImage realtime = LaidOutImage.of("realtime", images).withoutCache();

        assertThat(script("learn")).satisfies(ImageCacheIT::succeeded);
        LaidOutImage fastApi = api.withCache(learnt.resolve("api/devhooks.aot"));
        LaidOutImage fastRealtime = realtime.withCache(learnt.resolve("realtime/devhooks.aot"));

        assertThat(script("check")).satisfies(ImageCacheIT::succeeded);
        // This mode ends a JVM that cannot use it.
        try (NodeProcess apiNode = NodeProcess.of(fastApi, DATABASE, "-XX:AOTMode=on");
                NodeProcess realtimeNode = NodeProcess.of(fastRealtime, DATABASE, "-XX:AOTMode=on")) {
            assertThat(apiNode.said("[aot")).isZero();
            assertThat(realtimeNode.said("[aot")).isZero();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void imagesThatAreNotWhatLearntAreFoundOut() throws Exception {
        LaidOutImage api = LaidOutImage.of("api", images);
        LaidOutImage.of("realtime", images);
        for (String role : List.of("api", "realtime")) {
            Files.copy(images.resolve("sync-" + role).resolve("layers"), learnt.resolve(role + ".layers"));
        }

        assertThat(script("check")).satisfies(check -> {
            assertThat(check.exit()).isEqualTo(1);
            assertThat(check.output()).contains("the JVM of devhooks/sync-api does not take its cache");
        });

        List<String> layers = Files.readAllLines(api.folder().resolve("layers"));
        Files.write(api.folder().resolve("layers"), layers.subList(1, layers.size()));
        assertThat(script("check")).satisfies(check -> {
            assertThat(check.exit()).isEqualTo(1);
            assertThat(check.output()).contains("it lacks the layers " + layers.get(0));
        });
    }

    private record Run(int exit, String output) {}

    private static void succeeded(Run run) {
        assertThat(run.exit()).as(run.output()).isZero();
    }

    /** {@code images/cache}, with the stand-in for Docker. */
    private Run script(String command) throws IOException, InterruptedException {
        Path output = learnt.resolve("output");
        ProcessBuilder script = new ProcessBuilder("../images/cache", command, learnt.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> variables = script.environment();
        variables.merge(
                "PATH", Path.of("src/test/docker-stand-in").toAbsolutePath() + ":", (path, first) -> first + path);
        variables.put("IMAGES", images.toString());
        variables.put(
                "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        variables.put("DEVHOOKS_DATABASE_URL", DATABASE.url());
        variables.put("DEVHOOKS_DATABASE_USERNAME", Objects.requireNonNullElse(DATABASE.username(), ""));
        variables.put("DEVHOOKS_DATABASE_PASSWORD", Objects.requireNonNullElse(DATABASE.password(), ""));
        Process process = script.start();
        assertThat(process.waitFor(SCRIPT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private static List<String> entryPoint(ImageTar image) {
        return image.configuration()
                .at("/config/Entrypoint")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
