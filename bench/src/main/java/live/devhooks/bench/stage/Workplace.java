package live.devhooks.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a benchmark works.
 *
 * @param root the repository
 * @param work for what is thrown away: PostgreSQL's data, scripts
 * @param logs for the output of processes
 * @param results for the results, a file of JSON each
 * @param postgres one that all take who would start their own: where nothing is measured, it spares time
 */
public record Workplace(Path root, Path work, Path logs, Path results, Optional<Postgres> postgres) {

    /** Where everybody who needs a PostgreSQL starts one. */
    public Workplace(Path root, Path work, Path logs, Path results) {
        this(root, work, logs, results, Optional.empty());
    }

    /** The folders that {@code ./devhooks bench} uses. */
    public static Workplace in(Path root) {
        Path bench = root.resolve("bench");
        return new Workplace(
                root, bench.resolve("target/work"), bench.resolve("target/bench-log"), bench.resolve("results"));
    }

    /** Makes the folders. */
    public void prepare() throws IOException {
        for (Path folder : new Path[] {work, logs, results}) {
            Files.createDirectories(folder);
        }
    }

    /** The executable jar of a module. */
    public Path jar(String module) throws IOException {
        Path folder = root.resolve(module + "/target");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no executable jar in " + folder + "; package first"));
        }
    }
}
