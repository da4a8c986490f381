package live.devhooks.bench.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import live.devhooks.bench.inserts.InsertKind;
import live.devhooks.bench.inserts.Inserts;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;

/** Inserts a row in each transaction. */
record InsertContender(String name, Inserts inserts, InsertKind kind, int connections) implements Contender {

    @Override
    public Sample round(Duration window) throws IOException, SQLException {
        return Sample.ofRate(inserts.perSecond(kind, connections, window));
    }
}
