package live.devhooks.bench.report;

import java.time.Instant;
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
        List<String> notes) {}
