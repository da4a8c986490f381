package live.devhooks.migrations;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A source for tests of the event path, with an account and a position of its own.
 *
 * @param id its internal number; the next one is nobody's
 * @param account the account that it belongs to
 */
public record TestSource(long id, UUID account) {

    /** Its slug. */
    public static final String SLUG = "payment-flow";

    private static final AtomicLong IDS = new AtomicLong(1_000);

    /** Makes one, as the superuser. */
    public static TestSource create(JdbcClient superuser) {
        TestSource source = new TestSource(IDS.addAndGet(2), UUID.randomUUID());
        superuser
                .sql("insert into devhooks.account values (?, 'a', 'free', now())")
                .param(source.account)
                .update();
        superuser
                .sql(
                        "insert into devhooks.source (id, account_id, slug, name, paused, created_at) values (?, ?, ?, 'p', false, now())")
                .params(source.id, source.account, SLUG)
                .update();
        superuser
                .sql("insert into devhooks.ingest_key (key, source_id, account_id, created_at) values (?, ?, ?, now())")
                .params("key" + source.id, source.id, source.account)
                .update();
        superuser
                .sql("insert into devhooks.source_position (source_id, account_id) values (?, ?)")
                .params(source.id, source.account)
                .update();
        return source;
    }
}
