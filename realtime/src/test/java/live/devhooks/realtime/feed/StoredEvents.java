package live.devhooks.realtime.feed;

import java.util.List;
import live.devhooks.migrations.TestSource;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.WakeUp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts events into the store as an api node would, but without a wake-up. */
final class StoredEvents {

    private final JdbcClient superuser;

    StoredEvents(JdbcClient superuser) {
        this.superuser = superuser;
    }

    Grant createSource() {
        TestSource source = TestSource.create(superuser);
        return Grant.ofSource(source.account(), source.id(), TestSource.SLUG);
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

    /** Gives the body of an event a form, of those to come, too. */
    void giveForm(Grant grant, long seq, String form) {
        superuser
                .sql("alter table devhooks.event drop constraint if exists event_by_time_body_form_check")
                .update();
        superuser
                .sql("update devhooks.event set body_form = ? where source_id = ? and seq = ?")
                .param(form)
                .param(grant.sourceId())
                .param(seq)
                .update();
    }

    long head(Grant grant) {
        return superuser
                .sql("select last_seq from devhooks.source_position where source_id = ?")
                .param(grant.sourceId())
                .query(Long.class)
                .single();
    }

    /** How far a source has grown, as a wake-up says it. */
    List<WakeUp.Position> position(Grant grant) {
        return List.of(new WakeUp.Position(grant.sourceId(), head(grant)));
    }
}
