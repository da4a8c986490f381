package live.devhooks.bench.model;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Simulated time, in microseconds: does what is due, in the order in which it is due. What is due at the same time is done as it was asked for. */
final class Clock {

    /** No simulation of ours needs as many. */
    private static final long MAX_STEPS = 100_000_000;

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingDouble(Due::at).thenComparingLong(Due::order));
    private final Random random;
    private double now;
    private long asked;

    /** At time 0. */
    Clock(Random random) {
        this.random = random;
    }

    /** Something to be done at a time. */
    private record Due(double at, long order, Runnable what) {}

    double now() {
        return now;
    }

    /** Has something done after so many microseconds. */
    void after(double micros, Runnable what) {
        due.add(new Due(now + micros, asked++, what));
    }

    /** Has something done after a time that is random (an exponential distribution) with this mean. */
    void afterAbout(double micros, Runnable what) {
        after(-Math.log(1 - random.nextDouble()) * micros, what);
    }

    /** Does all that is due up to a time. */
    void runUntil(double end) {
        for (Due next = due.peek(); next != null && next.at <= end; next = due.peek()) {
            if (asked > MAX_STEPS) {
                throw new IllegalStateException("a simulation took more than " + MAX_STEPS + " steps");
            }
            due.remove();
            now = next.at;
            next.what.run();
        }
        now = end;
    }
}
