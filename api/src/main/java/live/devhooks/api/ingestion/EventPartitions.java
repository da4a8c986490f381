package live.devhooks.api.ingestion;

import java.time.Instant;
import java.util.Set;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes partitions on the spot, where nobody has made them ahead: an event must not be lost for the want of one. */
@Component
class EventPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);

    private final JdbcClient jdbc;

    EventPartitions(Database database) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.INGEST));
    }

    /** Makes those that hold {@code times}; tells whether one was missing. */
    boolean makeFor(Set<Instant> times) {
        try {
            int made = jdbc.sql(
                            "select coalesce(sum(make_event_partitions(at)), 0) from unnest(?::timestamptz[]) as at")
                    .param(times.stream().map(Instant::toString).toArray(String[]::new))
                    .query(Integer.class)
                    .single();
            if (made > 0) {
                LOG.warn(
                        "{} partitions were missing and have been made; housekeeping should have made them ahead",
                        made);
            }
            return made > 0;
        } catch (DataAccessException e) {
            LOG.warn("partitions that may be missing could not be made: {}", e.toString());
            return false;
        }
    }
}
