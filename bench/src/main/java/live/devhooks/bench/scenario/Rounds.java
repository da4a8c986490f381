package live.devhooks.bench.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Sample;

/**
 * Measures contenders in turn, round by round, every other round in reverse: what changes meanwhile, on the machine or in the tables, meets
 * all of them.
 */
public final class Rounds {

    private final Stage stage;

    /** Rounds as {@code stage} says how many, and how long. */
    public Rounds(Stage stage) {
        this.stage = stage;
    }

    /** What was measured of one of those that {@code all} were played with. */
    public static Measured of(Map<Contender, Measured> all, Contender contender) {
        Measured measured = all.get(contender);
        if (measured == null) {
            throw new IllegalStateException(contender.name() + " was not measured");
        }
        return measured;
    }

    /** Plays all rounds; returns what was measured of each contender, in their order. */
    public Map<Contender, Measured> play(List<? extends Contender> contenders) throws IOException, SQLException {
        Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
        contenders.forEach(contender -> samples.put(contender, new ArrayList<>()));
        for (int round = 1; round <= stage.scale().rounds(); round++) {
            List<Contender> order = new ArrayList<>(contenders);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Contender contender : order) {
                Sample sample = contender.round(stage.scale().window());
                samples.getOrDefault(contender, new ArrayList<>()).add(sample);
                stage.say(String.format(
                        Locale.ROOT, "round %d: %s: %,.0f/s", round, contender.name(), sample.perSecond()));
            }
        }
        Map<Contender, Measured> measured = new LinkedHashMap<>();
        samples.forEach((contender, all) -> measured.put(contender, new Measured(contender.name(), List.copyOf(all))));
        return measured;
    }
}
