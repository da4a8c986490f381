package live.devhooks.bench.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import live.devhooks.bench.profile.Profiling;
import live.devhooks.bench.stage.Workplace;

/**
 * What a scenario is given.
 *
 * @param place where it works
 * @param scale how much of everything
 * @param commit of the source
 * @param profiling told which processes are worth a profile, and when
 * @param progress told how far it is
 */
public record Stage(Workplace place, Scale scale, String commit, Profiling profiling, PrintStream progress) {

    /** One on which nothing is profiled. */
    public Stage(Workplace place, Scale scale, String commit, PrintStream progress) {
        this(place, scale, commit, Profiling.none(), progress);
    }

    /** Lets {@code contender} work until it is warm; tells how that went, and returns it for the notes. */
    public String warmUp(Contender contender) throws IOException, SQLException {
        String outcome =
                contender.name() + ": " + scale.warmUp().repeat(contender).text();
        say(outcome);
        return outcome;
    }

    /** Tells whoever waits. */
    public void say(String what) {
        progress.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
