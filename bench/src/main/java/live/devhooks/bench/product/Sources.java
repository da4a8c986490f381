package live.devhooks.bench.product;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.protocol.Secret;

/** Makes accounts and sources by SQL, as the superuser: by the API it would take as many sign-ups, which are throttled. */
final class Sources {

    /** Configured so that none of its accounts is refused anything. */
    static final String PLAN = "bench";

    private static final int BATCH = 1_000;
    private static final long FIRST_ID = 1_000;

    private static final String NEXT_ID = "select greatest(max(id) + 1, " + FIRST_ID + ") from devhooks.source";
    private static final String ACCOUNT =
            "insert into devhooks.account (id, name, plan, created_at) values (?, 'bench', ?, now())";
    private static final String SOURCE = """
            insert into devhooks.source (id, account_id, slug, name, paused, created_at)
            values (?, ?, ?, 'bench', false, now())""";
    private static final String KEY =
            "insert into devhooks.ingest_key (key, source_id, account_id, created_at) values (?, ?, ?, now())";
    private static final String POSITION = "insert into devhooks.source_position (source_id, account_id) values (?, ?)";

    private static final String SECRET = """
            insert into devhooks.source_secret (id, account_id, source_id, name, prefix, hash, created_at)
            values (?, ?, ?, 'bench', ?, ?, now())""";

    private static final String ACCOUNT_KEY = """
            insert into devhooks.account_key (id, account_id, name, prefix, hash, created_at)
            values (?, ?, 'bench', ?, ?, now())""";

    private Sources() {}

    /** Makes {@code accounts} of {@code sourcesEach}; those of an account stand one after the other. */
    static List<BenchSource> make(Connection connection, String plan, int accounts, int sourcesEach)
            throws SQLException {
        long firstId = Postgres.number(connection, NEXT_ID);
        List<UUID> owners = new ArrayList<>();
        List<BenchSource> sources = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            UUID owner = UUID.randomUUID();
            owners.add(owner);
            for (int source = 0; source < sourcesEach; source++) {
                sources.add(new BenchSource(
                        firstId + sources.size(),
                        owner,
                        "source-" + source,
                        IngestKey.random(),
                        Secret.random(Secret.Kind.SOURCE)));
            }
        }
        insert(connection, ACCOUNT, owners, owner -> new Object[] {owner, plan});
        insert(connection, SOURCE, sources, source -> new Object[] {source.id(), source.account(), source.slug()});
        insert(connection, KEY, sources, source -> new Object[] {source.key(), source.id(), source.account()});
        insert(connection, POSITION, sources, source -> new Object[] {source.id(), source.account()});
        return sources;
    }

    /** Makes a secret of each, of which the store keeps the hash. */
    static void makeSecrets(Connection connection, List<BenchSource> sources) throws SQLException {
        insert(connection, SECRET, sources, source -> new Object[] {
            UUID.randomUUID(),
            source.account(),
            source.id(),
            source.secret().prefix(),
            source.secret().hash()
        });
    }

    /** Makes a key of the whole account, of which the store keeps the hash. */
    static Secret makeAccountKey(Connection connection, UUID account) throws SQLException {
        Secret key = Secret.random(Secret.Kind.ACCOUNT_KEY);
        insert(connection, ACCOUNT_KEY, List.of(key), made ->
                new Object[] {UUID.randomUUID(), account, made.prefix(), made.hash()});
        return key;
    }

    /** The values of a row. */
    private interface Row<T> {
        Object[] of(T what);
    }

    private static <T> void insert(Connection connection, String sql, List<T> all, Row<T> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int from = 0; from < all.size(); from += BATCH) {
                for (T one : all.subList(from, Math.min(from + BATCH, all.size()))) {
                    Object[] values = row.of(one);
                    for (int at = 0; at < values.length; at++) {
                        statement.setObject(at + 1, values[at]);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
