package live.devhooks.bench.report;

import java.util.List;

/**
 * Where the processor time of a process went while it was measured.
 *
 * @param process which
 * @param flameGraph the name of the file that shows all stacks, beside that of the report
 * @param samples how many stacks were taken, each after as much processor time as any other
 * @param steps what the process did; together all of it
 */
public record Profile(String process, String flameGraph, long samples, List<Step> steps) {

    /**
     * A part of what it did.
     *
     * @param name what
     * @param samples that were taken of it
     * @param share of all samples
     */
    public record Step(String name, long samples, double share) {}
}
