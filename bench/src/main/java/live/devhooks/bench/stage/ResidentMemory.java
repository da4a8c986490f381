package live.devhooks.bench.stage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a process of Java keeps in memory: Linux only. */
public final class ResidentMemory {

    private static final String FIELD = "VmRSS:";
    private static final long GC_SECONDS = 60;

    private ResidentMemory() {}

    /** In KiB, after a full collection. */
    public static long kibibytesAfterGc(ProcessHandle process) throws IOException {
        collect(process);
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the system does not say how much memory a process has"));
        }
    }

    private static void collect(ProcessHandle process) throws IOException {
        Process collecting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!collecting.waitFor(GC_SECONDS, TimeUnit.SECONDS) || collecting.exitValue() != 0) {
                throw new IOException("jcmd did not have a full collection made");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while memory was collected");
        }
    }
}
