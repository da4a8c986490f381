package live.devhooks.realtime.consumers;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import live.devhooks.migrations.Database;
import live.devhooks.protocol.SessionName;
import live.devhooks.realtime.access.AccountStore;
import org.springframework.stereotype.Component;

/** The positions of named readers in the store, one account at a time. */
@Component
class ConsumerStore {

    private static final String FIND = """
            select seq from consumer_position
            where account_id = :account and source_id = :source and session = :session and consumer = :name and moved_at > :kept
            """;

    private static final String COUNT = """
            select count(*) from (
                select from consumer_position where account_id = :account and source_id = :source and moved_at > :kept limit :most) kept
            """;

    /** Of two readers of the same name the one that is further on counts. */
    private static final String WRITE = """
            insert into consumer_position as p (account_id, source_id, session, consumer, seq, moved_at)
            select :account, n.source_id, n.session, n.consumer, n.seq, :now
            from unnest(:sources::bigint[], :sessions::text[], :names::text[], :seqs::bigint[]) as n (source_id, session, consumer, seq)
            where exists (select from source_position s where s.source_id = n.source_id)
            order by n.source_id, n.session, n.consumer
            on conflict (source_id, session, consumer) do update
            set seq = greatest(p.seq, excluded.seq), moved_at = excluded.moved_at
            """;

    private final AccountStore store;
    private final ConsumerProperties properties;
    private final InstantSource clock;

    ConsumerStore(Database database, ConsumerProperties properties, InstantSource clock) {
        this.store = new AccountStore(database);
        this.properties = properties;
        this.clock = clock;
    }

    /** How far it had acknowledged its stream when it was last here; empty where nothing of it is kept. */
    OptionalLong find(Consumer consumer) {
        return store.as(
                consumer.account(),
                jdbc -> jdbc.sql(FIND)
                        .param("account", consumer.account())
                        .param("source", consumer.sourceId())
                        .param("session", session(consumer))
                        .param("name", consumer.name())
                        .param("kept", Timestamp.from(clock.instant().minus(properties.retention())))
                        .query(Long.class)
                        .optional()
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    /** Whether the source may have one more name. */
    boolean hasRoom(Consumer consumer) {
        return store.as(
                consumer.account(),
                jdbc -> jdbc.sql(COUNT)
                                .param("account", consumer.account())
                                .param("source", consumer.sourceId())
                                .param("most", properties.maxOfSource())
                                .param("kept", Timestamp.from(clock.instant().minus(properties.retention())))
                                .query(Integer.class)
                                .single()
                        < properties.maxOfSource());
    }

    /** Writes positions, all of one account. Those of sources that are gone are left out. */
    void write(UUID account, Map<Consumer, Long> positions) {
        List<Consumer> consumers = List.copyOf(positions.keySet());
        store.as(
                account,
                jdbc -> jdbc.sql(WRITE)
                        .param("account", account)
                        .param("now", Timestamp.from(clock.instant()))
                        .param(
                                "sources",
                                consumers.stream().map(Consumer::sourceId).toArray(Long[]::new))
                        .param(
                                "sessions",
                                consumers.stream().map(ConsumerStore::session).toArray(String[]::new))
                        .param("names", consumers.stream().map(Consumer::name).toArray(String[]::new))
                        .param("seqs", consumers.stream().map(positions::get).toArray(Long[]::new))
                        .update());
    }

    private static String session(Consumer consumer) {
        return consumer.session().map(SessionName::value).orElse("");
    }
}
