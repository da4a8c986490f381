package live.devhooks.bench.profile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** A process that works for as much processor time as each line of its input says, in milliseconds, and then says so. */
final class Busy {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Busy() {}

    public static void main(String[] args) {
        System.out.println("ready");
        try (Scanner input = new Scanner(System.in, StandardCharsets.US_ASCII)) {
            while (input.hasNextLong()) {
                work(input.nextLong());
                System.out.println("done");
            }
        }
    }

    private static void work(long millis) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + millis * NANOS_PER_MILLI;
        while (threads.getCurrentThreadCpuTime() < end) {
            threads.getThreadInfo(threads.getAllThreadIds());
        }
    }
}
