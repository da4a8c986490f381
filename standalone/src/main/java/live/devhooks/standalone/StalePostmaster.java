package live.devhooks.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived the process which started it: after a {@code kill -9} it runs on and holds the data. It is asked to end, and
 * made to if it does not; PostgreSQL recovers from that. A number in {@code postmaster.pid} that meanwhile belongs to some other
 * process, even another PostgreSQL, is left alone.
 */
final class StalePostmaster {

    private static final Logger LOG = LoggerFactory.getLogger(StalePostmaster.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    /** By how much the start that the file states may differ from that of the process. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(60);

    /** Lines of postmaster.pid (PostgreSQL's source, miscadmin.h): the process, and its start in seconds since 1970. */
    private static final int PID_LINE = 0;

    private static final int STARTED_LINE = 2;

    private StalePostmaster() {}

    /**
     * Ends the server that holds {@code data}, if there is one. Called by whoever holds the folder, so that a file that names no such
     * server is a left-over, which would only keep the next one from starting.
     */
    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> stale = find(data);
        if (stale.isEmpty()) {
            Files.deleteIfExists(pidFile(data));
            return;
        }
        ProcessHandle server = stale.get();
        LOG.info("ending the PostgreSQL (process {}) that an earlier run left behind", server.pid());
        server.destroy();
        if (!ended(server)) {
            server.destroyForcibly();
            ended(server);
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> find(Path data) throws IOException {
        if (!Files.exists(pidFile(data))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile(data));
        if (lines.size() <= STARTED_LINE || !isNumber(lines.get(PID_LINE)) || !isNumber(lines.get(STARTED_LINE))) {
            return Optional.empty();
        }
        Instant started =
                Instant.ofEpochSecond(Long.parseLong(lines.get(STARTED_LINE).strip()));
        return ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
                .filter(process -> isPostgres(process, started));
    }

    private static boolean isNumber(String line) {
        return line.strip().matches("\\d{1,18}");
    }

    /** Whether it is the server that the file speaks of, and not another that got the same number later. */
    private static boolean isPostgres(ProcessHandle process, Instant started) {
        boolean sameStart = process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(START_TOLERANCE) < 0)
                .orElse(false);
        boolean postgres = process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        return sameStart && postgres;
    }

    private static boolean ended(ProcessHandle server) {
        try {
            server.onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
