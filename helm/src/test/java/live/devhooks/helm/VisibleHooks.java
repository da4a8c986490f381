package live.devhooks.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A copy of the chart whose hooks are ordinary objects: Helm's library renders hooks, but does not give them out. What they were is told by
 * the annotation {@link #ANNOTATION}.
 */
final class VisibleHooks {

    /** The annotation that makes a hook. */
    static final String HOOK = "helm.sh/hook";

    /** What it is called in the copy. */
    static final String ANNOTATION = "visible-hook";

    private static final Path COPY = copy();

    private VisibleHooks() {}

    /** The folder of the copy. */
    static Path chart() {
        return COPY;
    }

    private static Path copy() {
        Path to = Chart.FOLDER.resolve("target/chart-with-visible-hooks");
        deleteWhatIsLeftOf(to);
        for (String part :
                List.of("Chart.yaml", "values.yaml", "values.schema.json", "templates", "rules", "dashboards")) {
            try (Stream<Path> files = Files.walk(Chart.FOLDER.resolve(part))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> copy(file, to.resolve(Chart.FOLDER.relativize(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return to;
    }

    /** Or templates that are gone would still be rendered. */
    private static void deleteWhatIsLeftOf(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.writeString(to, Files.readString(from).replace(HOOK + ":", ANNOTATION + ":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
