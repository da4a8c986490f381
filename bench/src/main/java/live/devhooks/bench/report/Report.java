package live.devhooks.bench.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.devhooks.bench.stage.Machine;

/**
 * What a scenario found out.
 *
 * @param scenario its name
 * @param at when it began
 * @param commit of the source; says {@code dirty} where files had been changed
 * @param machine what it ran on
 * @param settings of everything at work
 * @param measured the contenders
 * @param values what else was measured
 * @param figures the ratios
 * @param notes what was compared, and what a reader has to know
 * @param profiles of processes, where they were asked for
 */
public record Report(
        String scenario,
        Instant at,
        String commit,
        Machine machine,
        Map<String, Object> settings,
        List<Measured> measured,
        List<Value> values,
        List<Figure> figures,
        List<String> notes,
        List<Profile> profiles) {

    /** What was found out without a profile. */
    public Report(
            String scenario,
            Instant at,
            String commit,
            Machine machine,
            Map<String, Object> settings,
            List<Measured> measured,
            List<Value> values,
            List<Figure> figures,
            List<String> notes) {
        this(scenario, at, commit, machine, settings, measured, values, figures, notes, List.of());
    }

    /** The same with what a profiler found out, and how it was set. */
    public Report profiled(List<Profile> found, Map<String, Object> profiler) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("profiler", profiler);
        List<String> more = new ArrayList<>(notes);
        more.add("profiled: its figures are not those of a play without a profiler");
        return new Report(scenario, at, commit, machine, all, measured, values, figures, List.copyOf(more), found);
    }
}
