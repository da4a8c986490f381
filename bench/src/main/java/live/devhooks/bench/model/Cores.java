package live.devhooks.bench.model;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Processor cores. Work waits in line; what takes longer than a slice of {@value #SLICE_MICROS} µs goes back to its end for the rest. What others
 * wait for has a line of its own, which goes before: an operating system prefers whoever slept most, and few threads do the work of batches, many that of requests.
 */
final class Cores {

    private static final double SLICE_MICROS = 100;

    private final Clock clock;
    private final Queue<Task> first = new ArrayDeque<>();
    private final Queue<Task> line = new ArrayDeque<>();
    private int free;

    Cores(Clock clock, int number) {
        this.clock = clock;
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

    private void add(Task task) {
        (task.isFirst ? first : line).add(task);
    }

    private void begin() {
        while (free > 0 && !(first.isEmpty() && line.isEmpty())) {
            Task task = first.isEmpty() ? line.remove() : first.remove();
            free--;
            double slice = Math.min(SLICE_MICROS, task.micros);
            clock.after(slice, () -> end(task, slice));
        }
    }

    private void end(Task task, double slice) {
        free++;
        double left = task.micros - slice;
        if (left > 0) {
            add(new Task(left, task.isFirst, task.then));
        } else {
            task.then.run();
        }
        begin();
    }
}
