package live.devhooks.api.ingestion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.stereotype.Component;

/** Reads sources by their ingest keys, for all accounts. */
@Component
class SourceStore {

    private static final String COLUMNS =
            "select k.key, s.id, s.account_id, a.plan, s.paused, s.allowed_addresses, s.session_pointer, s.burst, k.valid_until";

    private static final String BY_KEYS = COLUMNS + """
             from ingest_key k join source s on s.id = k.source_id join account a on a.id = s.account_id
            where k.key = any (?)
            """;

    /** Reads all positions, which is why it is asked now and then only: an index would cost each batch of events its update. */
    private static final String MOST_RECENTLY_ACTIVE = COLUMNS + """
             from (select source_id, last_received_at from source_position order by last_received_at desc limit ?) p
            join source s on s.id = p.source_id
            join account a on a.id = s.account_id
            join ingest_key k on k.source_id = s.id
            order by p.last_received_at desc
            limit ?
            """;

    private final JdbcTemplate jdbc;

    SourceStore(Database database) {
        this.jdbc = new JdbcTemplate(database.as(DatabaseRole.INGEST));
    }

    /** The sources of those of {@code keys} that are one's. */
    Map<String, StoredSource> byKeys(Collection<String> keys) {
        return read(connection -> {
            var statement = connection.prepareStatement(BY_KEYS);
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            return statement;
        });
    }

    /** Those that have had an event most recently, by their keys, of which there are {@code most} at most. */
    Map<String, StoredSource> mostRecentlyActive(int most) {
        return read(connection -> {
            var statement = connection.prepareStatement(MOST_RECENTLY_ACTIVE);
            statement.setInt(1, most);
            statement.setInt(2, most);
            return statement;
        });
    }

    private Map<String, StoredSource> read(PreparedStatementCreator statement) {
        Map<String, StoredSource> sources = new HashMap<>();
        jdbc.query(statement, row -> {
            sources.put(row.getString("key"), source(row));
        });
        return sources;
    }

    private static StoredSource source(ResultSet row) throws SQLException {
        Timestamp validUntil = row.getTimestamp("valid_until");
        return new StoredSource(
                row.getLong("id"),
                row.getObject("account_id", UUID.class),
                row.getString("plan"),
                row.getBoolean("paused"),
                List.of((String[]) row.getArray("allowed_addresses").getArray()),
                row.getString("session_pointer"),
                row.getObject("burst", Integer.class),
                validUntil == null ? null : validUntil.toInstant());
    }
}
