package live.devhooks.bench.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import live.devhooks.bench.report.Sample;

/** Something that is measured, in rounds, beside others. */
public interface Contender {

    /** What it is, for the report. */
    String name();

    /** Lets it work for {@code window}, and measures that. */
    Sample round(Duration window) throws IOException, SQLException;
}
