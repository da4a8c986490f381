package live.devhooks.bench.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Measured;
import live.devhooks.bench.report.Value;

/** What the parts of a play have found so far. */
record Found(List<Measured> measured, List<Value> values, List<Figure> figures, List<String> notes) {

    static Found nothing() {
        return new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void addAll(Collection<Measured> more) {
        measured.addAll(more);
    }
}
