package live.devhooks.bench.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Processor cores. Work waits in one line; what takes longer than a slice of {@value #SLICE_MICROS} µs goes back to its end for the rest. What others
 * wait for goes before the line: an operating system prefers whoever slept most, and few threads do the work of batches, many that of requests.
 */
final class Cores {

    private static final double SLICE_MICROS = 100;

    private final Clock clock;
    private final int number;
    private final Deque<Task> line = new ArrayDeque<>();
    private int free;
    private double busy;

    Cores(Clock clock, int number) {
        this.clock = clock;
        this.number = number;
        this.free = number;
    }

    /** What is left of something, in microseconds, and what comes after it. */
    private record Task(double micros, boolean isFirst, Runnable then) {}

    /** Works for so many microseconds. */
    void work(double micros, Runnable then) {
        add(new Task(micros, false, then));
        begin();
    }

    /** The same, before others. */
    void workFirst(double micros, Runnable then) {
        add(new Task(micros, true, then));
        begin();
    }

    /** Microseconds of work that were done, of all cores together. */
    double busy() {
        return busy;
    }

    int number() {
        return number;
    }

    private void add(Task task) {
        if (task.isFirst) {
            line.addFirst(task);
        } else {
            line.addLast(task);
        }
    }

    private void begin() {
        for (Task task = free > 0 ? line.poll() : null; task != null; task = free > 0 ? line.poll() : null) {
            free--;
            Task begun = task;
            double slice = Math.min(SLICE_MICROS, begun.micros);
            clock.after(slice, () -> end(begun, slice));
        }
    }

    private void end(Task task, double slice) {
        free++;
        busy += slice;
        double left = task.micros - slice;
        if (left > 0) {
            add(new Task(left, task.isFirst, task.then));
        } else {
            task.then.run();
        }
        begin();
    }
}
