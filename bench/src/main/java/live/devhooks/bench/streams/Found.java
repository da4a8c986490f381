package live.devhooks.bench.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Value;

/** What the parts of a play have found so far. */
public record Found(List<Measured> measured, List<Value> values, List<Figure> figures, List<String> notes) {

    /** Nothing yet. */
    public static Found nothing() {
        return new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Adds what was measured of contenders. */
    public void addAll(Collection<Measured> more) {
        measured.addAll(more);
    }
}
