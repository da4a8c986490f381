package live.devhooks.bench.stage;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how many processor cores processes keep busy, each with those that it has started. Those that end meanwhile are left out.
 */
public final class CpuMeter {

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

    /** Watches {@code process} from now on. */
    public CpuMeter watch(String name, ProcessHandle process) {
        processes.put(name, process);
        return this;
    }

    /** What they had used up to a moment. */
    public final class Reading {

        private final long at = System.nanoTime();
        private final Map<String, Map<Long, Duration>> used = new LinkedHashMap<>();

        private Reading() {
            processes.forEach((name, process) -> used.put(name, usedBy(process)));
        }

        /** How many cores each has kept busy since then. */
        public Map<String, Double> coresSince() {
            Reading now = new Reading();
            Map<String, Double> cores = new LinkedHashMap<>();
            now.used.forEach((name, after) -> {
                Map<Long, Duration> before = used.getOrDefault(name, Map.of());
                long nanos = after.entrySet().stream()
                        .mapToLong(process -> process.getValue()
                                .minus(before.getOrDefault(process.getKey(), Duration.ZERO))
                                .toNanos())
                        .sum();
                cores.put(name, (double) nanos / (now.at - at));
            });
            return cores;
        }
    }

    /** What they have used up to now. */
    public Reading read() {
        return new Reading();
    }

    private static Map<Long, Duration> usedBy(ProcessHandle process) {
        Map<Long, Duration> used = new LinkedHashMap<>();
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(one -> one.info().totalCpuDuration().ifPresent(time -> used.put(one.pid(), time)));
        return used;
    }
}
