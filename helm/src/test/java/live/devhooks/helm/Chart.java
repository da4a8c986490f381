package live.devhooks.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart as Helm's own library renders it. What was rendered for a set of values is kept, since rendering is what takes time. */
final class Chart {

    /** The folder of the chart; tests run in it. */
    static final Path FOLDER = Path.of("").toAbsolutePath();

    /** The folder of the repository. */
    static final Path REPOSITORY = FOLDER.resolve("..").normalize();

    static final String NAMESPACE = "payments";
    static final String RELEASE = "hooks";

    /** The oldest Kubernetes that Chart.yaml allows. */
    static final String KUBERNETES = "1.30.0";

    private static final Path VALUES = FOLDER.resolve("src/test/resources/values");
    private static final Path EXAMPLES = FOLDER.resolve("examples");
    private static final Map<String, Rendering> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** The names of all sets of values, and of the examples that people are given. */
    static List<String> sets() {
        return Stream.concat(names(VALUES), names(EXAMPLES).filter(name -> !name.equals("nats")))
                .toList();
    }

    /** What a set of values makes. */
    static Rendering of(String set) {
        return RENDERED.computeIfAbsent(set, name -> Rendering.read(text(RELEASE, file(name))));
    }

    /** What values make that are written here. */
    static Rendering with(String values) {
        return Rendering.read(textWith(values));
    }

    /** The same, as Helm writes it; throws what Helm says of bad values. */
    static String textWith(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return text(RELEASE, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Helm writes for a set of values under a name of the release. */
    static String text(String release, String set) {
        return text(release, file(set));
    }

    /** The text of a file of the repository. */
    static String read(String path) {
        try {
            return Files.readString(REPOSITORY.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Helm gives out of the chart as it is: everything but its hooks. */
    static String withoutHooks(String set) {
        return text(FOLDER, RELEASE, file(set));
    }

    private static String text(String release, Path values) {
        return text(VisibleHooks.chart(), release, values);
    }

    private static String text(Path chart, String release, Path values) {
        StandInCluster.running();
        return new Helm(chart)
                .template()
                .withName(release)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .call();
    }

    /** The file of a set of values. */
    static Path file(String set) {
        Path own = VALUES.resolve(set + ".yaml");
        return Files.exists(own) ? own : EXAMPLES.resolve(set + ".yaml");
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
