package live.devhooks.bench.stage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a process of Java keeps in memory: Linux only.
 *
 * @param resident all of it, in KiB
 * @param anonymous what of it no file stands behind, in KiB
 */
public record ResidentMemory(long resident, long anonymous) {

    private static final long GC_SECONDS = 60;

    /** A process is at rest when it keeps the same, but for this part, as it did a second before. */
    private static final double REST = 0.01;

    private static final long LOOK_MILLIS = 1_000;
    private static final int MAX_LOOKS = 60;

    /** In KiB, after a full collection. */
    public static long kibibytesAfterGc(ProcessHandle process) throws IOException {
        collect(process);
        return look(process).resident;
    }

    /** After a full collection, and what a start has left to be done; fails where that does not end. */
    public static ResidentMemory atRest(ProcessHandle process) throws IOException {
        collect(process);
        ResidentMemory before = look(process);
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            Pause.of(LOOK_MILLIS, "a process came to rest");
            ResidentMemory now = look(process);
            if (Math.abs(now.resident - before.resident) <= REST * before.resident) {
                return now;
            }
            before = now;
        }
        throw new IOException("process " + process.pid() + " did not come to rest");
    }

    private static ResidentMemory look(ProcessHandle process) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"));
        return new ResidentMemory(kibibytes(status, "VmRSS:"), kibibytes(status, "RssAnon:"));
    }

    private static long kibibytes(List<String> status, String field) throws IOException {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IOException("the system does not say how much memory a process has"));
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
