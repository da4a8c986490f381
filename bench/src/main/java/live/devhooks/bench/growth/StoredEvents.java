package live.devhooks.bench.growth;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.stage.Postgres;

/** So many events, and no others, in the store: with what finds them again, and as an api node would have written them. */
final class StoredEvents {

    private static final String EMPTY = "truncate devhooks.event, devhooks.event_key, devhooks.delivery";

    private static final String KEYS = """
            insert into devhooks.event_key (source_id, key, received_at)
            select source_id, gen_random_uuid(), received_at from devhooks.event
            """;

    private static final List<String> AS_AFTER_A_WHILE =
            List.of("vacuum (analyze) devhooks.event, devhooks.event_key", "checkpoint");

    private final Connection connection;
    private final List<BenchSource> sources;

    /** Of {@code sources}, each of which has as many. */
    StoredEvents(Connection connection, List<BenchSource> sources) {
        this.connection = connection;
        this.sources = sources;
    }

    /** Deletes what is there, and stores {@code events}. */
    void fill(int events) throws SQLException {
        connection.setAutoCommit(true);
        Postgres.execute(connection, EMPTY);
        new EventBurst(sources, Math.max(1, events / sources.size())).publish(connection);
        connection.setAutoCommit(true);
        Postgres.execute(connection, KEYS);
        for (String statement : AS_AFTER_A_WHILE) {
            Postgres.execute(connection, statement);
        }
    }

    /** Stores {@code events} more of one source. */
    void add(BenchSource source, int events) throws SQLException {
        new EventBurst(List.of(source), events).publish(connection);
        connection.setAutoCommit(true);
    }
}
