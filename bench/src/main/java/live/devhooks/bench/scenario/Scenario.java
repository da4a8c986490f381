package live.devhooks.bench.scenario;

import java.io.IOException;
import java.sql.SQLException;
import live.devhooks.bench.report.Report;

/** One benchmark: starts what it needs, measures it beside its baselines, and ends it. */
public interface Scenario {

    /** Its name on the command line. */
    String name();

    /** Whether it tells its {@linkplain Stage#profiling() profiling} of processes that it measures. */
    default boolean canBeProfiled() {
        return false;
    }

    /** Plays it. Fails where what was measured would mean nothing, such as answers that are refusals. */
    Report play(Stage stage) throws IOException, SQLException;
}
