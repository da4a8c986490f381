package live.devhooks.bench.load;

import java.time.Duration;

/** The processor time of this process. */
final class OwnCpu {

    private OwnCpu() {}

    /** Since it began, user and system, in nanoseconds. */
    static long nanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
