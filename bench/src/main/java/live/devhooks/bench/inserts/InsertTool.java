package live.devhooks.bench.inserts;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Repeats a transaction on a number of connections, on each as soon as the one before is committed. */
interface InsertTool {

    /** What it is, for the report. */
    String name() throws IOException;

    /** Transactions in a second. */
    double perSecond(InsertKind kind, int connections, Duration time) throws IOException, SQLException;
}
