package live.devhooks.realtime.access;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.realtime.timer.Repeating;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which secrets and sources no longer open a stream, though a token or a connection may still live that was made with them.
 *
 * <p>It owns one thread. {@link #start()}, which is called before connections are taken, reads what was revoked within the memory, and
 * fails where that is not possible; after that the thread reads what is new every moment. Rows become visible in the order of their
 * commits, which is not that of their times: each reading begins a while before the one before it ended. While the store is away, what
 * is known stays known; the next reading that succeeds begins where the last one did.
 */
@Component
public class Revocations implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    /** Longer than any transaction that revokes something can take. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final String READ = """
            select id, source_id, secret_id, revoked_at
            from revocation
            where revoked_at >= greatest(clock_timestamp() - make_interval(secs => :seconds), :from) and (revoked_at, id) > (:from, :id)
            order by revoked_at, id
            limit :page
            """;

    private final JdbcClient jdbc;
    private final AccessProperties properties;

    /** By a secret's id or a source's number, when it was last read here. */
    private final Map<Object, Long> revoked = new ConcurrentHashMap<>();

    private volatile @Nullable Repeating timer;
    private volatile boolean overflowed;
    private boolean away;
    private long lastReadNanos;

    Revocations(Database database, AccessProperties properties) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.STREAM));
        this.properties = properties;
    }

    private record Revocation(
            long id, long sourceId, @Nullable UUID secretId, Instant revokedAt) {

        Object subject() {
            return secretId == null ? sourceId : secretId;
        }
    }

    /** Whether the secret of {@code access}, or its source, has been revoked. */
    public boolean include(Access access) {
        if (overflowed) {
            throw new DataAccessResourceFailureException("more has been revoked of late than this node can remember");
        }
        return isKnownOf(access);
    }

    /** The same as far as it is remembered here, for those who were let in before. */
    public boolean isKnownOf(Access access) {
        return revoked.containsKey(access.secretId())
                || revoked.containsKey(access.grant().sourceId());
    }

    @Override
    public void start() {
        read(properties.revocationMemory());
        timer = Repeating.every(properties.revocationPoll(), "revocations", this::poll);
    }

    @Override
    public void stop() {
        Repeating stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** Before anybody connects. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void poll() {
        try {
            Duration sinceLastRead = Duration.ofNanos(System.nanoTime() - lastReadNanos);
            read(sinceLastRead.plus(OVERLAP));
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warn("what has been revoked could not be read: {}", e.toString());
            }
            away = true;
        }
    }

    /** Reads what was revoked within {@code window}, a page at a time, and forgets what is older than the memory. */
    void read(Duration window) {
        long began = System.nanoTime();
        Revocation last = new Revocation(0, 0, null, Instant.EPOCH);
        List<Revocation> page;
        do {
            page = page(window, last);
            page.forEach(revocation -> revoked.put(revocation.subject(), began));
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == properties.revocationPage() && revoked.size() <= properties.maxRevocations());
        lastReadNanos = began;
        revoked.values()
                .removeIf(read -> began - read > properties.revocationMemory().toNanos());
        reportOverflow(revoked.size() > properties.maxRevocations());
    }

    private List<Revocation> page(Duration window, Revocation after) {
        return jdbc.sql(READ)
                .param("seconds", window.toMillis() / 1_000.0)
                .param("from", Timestamp.from(after.revokedAt))
                .param("id", after.id)
                .param("page", properties.revocationPage())
                .query((row, number) -> new Revocation(
                        row.getLong("id"),
                        row.getLong("source_id"),
                        row.getObject("secret_id", UUID.class),
                        row.getTimestamp("revoked_at").toInstant()))
                .list();
    }

    private void reportOverflow(boolean now) {
        if (now && !overflowed) {
            LOG.error(
                    "more than {} revocations are remembered: tokens are refused until it is fewer",
                    properties.maxRevocations());
        }
        overflowed = now;
    }
}
