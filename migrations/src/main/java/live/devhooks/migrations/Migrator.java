package live.devhooks.migrations;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Brings the schema up to date beside processes that work on it. Whoever wants a table behind a migration that waits for it waits as well, for
 * as long as somebody else works with that table; so a migration that does not get its table soon is undone, which lets them pass, and tried again.
 */
final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /** SQLSTATEs of a statement whose lock timeout was over, and of one that a deadlock would have come of. */
    private static final Set<String> IN_USE = Set.of("55P03", "40P01");

    /** For those who waited behind a migration. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final Duration patience;

    /**
     * A migrator.
     *
     * @param flyway whose connections have a lock timeout
     * @param patience how long a migration that does not get its locks is tried again
     */
    Migrator(Flyway flyway, Duration patience) {
        this.flyway = flyway;
        this.patience = patience;
    }

    /** Throws what Flyway throws. What was done before a failure stays done. */
    void migrate() {
        long start = System.nanoTime();
        while (!tryToMigrate(start)) {
            pause();
        }
    }

    /** The same, and returns how many migrations that took. */
    int migrateAndCount() {
        long before = done();
        migrate();
        return Math.toIntExact(done() - before);
    }

    /** The making of the schema is none. */
    private long done() {
        return Arrays.stream(flyway.info().applied())
                .filter(applied -> applied.getVersion() != null)
                .count();
    }

    private boolean tryToMigrate(long start) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            if (!foundATableInUse(e) || System.nanoTime() - start > patience.toNanos()) {
                throw e;
            }
            LOG.info("a migration found a table in use and lets others pass; it is tried again");
            return false;
        }
    }

    private static boolean foundATableInUse(FlywayException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                && cause.getSQLState() != null
                && IN_USE.contains(cause.getSQLState());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the migrations were interrupted", e);
        }
    }
}
