package live.devhooks.realtime.feed;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import live.devhooks.protocol.Grant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts events into the store as an api node would, but without a wake-up. */
final class StoredEvents {

    private static final AtomicLong IDS = new AtomicLong(1_000);

    private final JdbcClient superuser;

    StoredEvents(JdbcClient superuser) {
        this.superuser = superuser;
    }

    Grant createSource() {
        // Every second number, so that the next one is nobody's.
        long id = IDS.addAndGet(2);
        UUID account = UUID.randomUUID();
        superuser
                .sql("insert into devhooks.account values (?, 'a', 'free', now())")
                .param(account)
                .update();
        superuser
                .sql("insert into devhooks.source values (?, ?, 'payment-flow', 'p', ?, false, now())")
                .params(id, account, "key" + id)
                .update();
        superuser
                .sql("insert into devhooks.source_position (source_id, account_id) values (?, ?)")
                .params(id, account)
                .update();
        return new Grant(account, id, "payment-flow", Optional.empty());
    }

    void append(Grant grant, int count) {
        append(grant, null, count);
    }

    void append(Grant grant, @Nullable String session, int count) {
        append(grant, session, count, 2);
    }

    /** Events with bodies of {@code bytes}. */
    void appendLarge(Grant grant, int count, int bytes) {
        append(grant, null, count, bytes);
    }

    private void append(Grant grant, @Nullable String session, int count, int bytes) {
        superuser
                .sql("""
                with moved as (
                    update devhooks.source_position set last_seq = last_seq + :count where source_id = :source returning last_seq
                )
                insert into devhooks.event (source_id, seq, account_id, received_at, session, type, reading, body_form, body)
                select :source, last_seq - :count + n, :account, clock_timestamp(), :session, 'webhook', '{}', 'TEXT', repeat('x', :bytes)::bytea
                from moved, generate_series(1, :count) n
                """)
                .param("source", grant.sourceId())
                .param("account", grant.account())
                .param("session", session, java.sql.Types.VARCHAR)
                .param("count", count)
                .param("bytes", bytes)
                .update();
    }

    long head(Grant grant) {
        return superuser
                .sql("select last_seq from devhooks.source_position where source_id = ?")
                .param(grant.sourceId())
                .query(Long.class)
                .single();
    }
}
