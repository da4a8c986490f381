package live.devhooks.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds of the system beside memory: Linux only.
 *
 * @param files that it has open, sockets included
 * @param threads that it has
 */
public record HeldResources(long files, long threads) {

    /** Of {@code process} at the moment. */
    public static HeldResources of(ProcessHandle process) throws IOException {
        Path of = Path.of("/proc", Long.toString(process.pid()));
        return new HeldResources(entries(of.resolve("fd")), entries(of.resolve("task")));
    }

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }
}
