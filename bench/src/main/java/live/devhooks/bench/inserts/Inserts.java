package live.devhooks.bench.inserts;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.Workplace;

/** The baselines that have no HTTP, no order and no checks: INSERTs, each in a transaction of its own. */
public final class Inserts {

    private static final String DATABASE = "inserts";

    private final Postgres postgres;
    private final InsertTool tool;

    private Inserts(Postgres postgres, InsertTool tool) {
        this.postgres = postgres;
        this.tool = tool;
    }

    /** Prepares a database; {@code body} is what each row has. */
    public static Inserts prepare(Workplace place, Postgres postgres, String body) throws IOException, SQLException {
        postgres.createDatabase(DATABASE);
        try (Connection connection = postgres.connect(DATABASE)) {
            Postgres.execute(connection, InsertKind.TABLE);
        }
        Optional<Path> pgbench = Pgbench.find();
        return new Inserts(
                postgres,
                pgbench.isPresent()
                        ? new Pgbench(pgbench.get(), place, postgres, DATABASE, body)
                        : new JdbcInserts(postgres, DATABASE, body));
    }

    /** What makes the INSERTs. */
    public String tool() throws IOException {
        return tool.name();
    }

    /** Transactions in a second, on a table that is empty in the beginning. */
    public double perSecond(InsertKind kind, int connections, Duration time) throws IOException, SQLException {
        try (Connection connection = postgres.connect(DATABASE)) {
            Postgres.execute(connection, "truncate plain_event");
        }
        return tool.perSecond(kind, connections, time);
    }

    /** Of several numbers of connections, each tried for {@code time}, the one with which the rate is highest. */
    public int best(List<Integer> tried, InsertKind kind, Duration time) throws IOException, SQLException {
        int best = tried.get(0);
        double bestRate = 0;
        for (int connections : tried) {
            double rate = tried.size() == 1 ? 0 : perSecond(kind, connections, time);
            if (rate > bestRate) {
                best = connections;
                bestRate = rate;
            }
        }
        return best;
    }
}
