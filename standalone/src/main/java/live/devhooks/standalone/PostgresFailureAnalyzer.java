package live.devhooks.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, and not by a stack, why standalone did not start and what to do. */
final class PostgresFailureAnalyzer extends AbstractFailureAnalyzer<PostgresNotStarted> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PostgresNotStarted cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Is another ./devhooks up running on " + cause.folder()
                        + "? Then stop it. Otherwise choose another folder with --data, or an existing PostgreSQL with"
                        + " --database-url.",
                cause);
    }
}
