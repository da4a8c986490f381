package live.devhooks.bench.ingest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import live.devhooks.bench.inserts.InsertKind;
import live.devhooks.bench.inserts.Inserts;
import live.devhooks.bench.report.Sample;
import live.devhooks.bench.scenario.Contender;

/** Inserts a row in each transaction. */
final class InsertContender implements Contender {

    private final String name;
    private final Inserts inserts;
    private final InsertKind kind;
    private final int connections;

    InsertContender(String name, Inserts inserts, InsertKind kind, int connections) {
        this.name = "%s, %d connections".formatted(name, connections);
        this.inserts = inserts;
        this.kind = kind;
        this.connections = connections;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample round(Duration window) throws IOException, SQLException {
        return Sample.ofRate(inserts.perSecond(kind, connections, window));
    }
}
