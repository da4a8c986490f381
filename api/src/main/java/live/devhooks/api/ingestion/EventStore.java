package live.devhooks.api.ingestion;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import live.devhooks.api.ingestion.LockedSources.LockWait;
import live.devhooks.api.ingestion.NotAppendedException.Reason;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.protocol.WakeUp;
import org.postgresql.util.PSQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends events. A batch is one transaction: it locks the position of each source that the batch touches and looks which of the events are
 * there already ({@link LockedSources}); decides about each ({@link Decided}); and inserts the accepted ones under the next numbers, moves
 * the positions, counts what was used and commits ({@link EventInsert}). Realtime nodes are told by the {@link WakeUpSender}: by PostgreSQL at the
 * commit, or by it after that.
 *
 * <p>A position stays locked until its events are committed. So the numbers of a source have no gap and no double, and become visible
 * in their order, whatever number of nodes write. And so nobody else appends the same event meanwhile, spends the same burst, or has a
 * lock on what they have used.
 */
@Component
class EventStore {

    /** lock_not_available, deadlock_detected, serialization_failure. */
    private static final Set<String> HELD_STATES = Set.of("55P03", "40P01", "40001");

    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> REFUSED_CLASSES = Set.of("22", "23", "54");

    /** With which a server ends, or a connection, and the commit may be on its disk: shutdown, crash, failover; a disk that is full or broken. */
    private static final Set<String> LAST_WORDS = Set.of("57P", "08", "58", "53100", "XX");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final EventPartitions partitions;
    private final EventInsert insert;
    private final WakeUpSender sender;

    EventStore(Database database, EventPartitions partitions, UsageDays days, WakeUpSender sender) {
        DataSource ingest = database.as(DatabaseRole.INGEST);
        this.partitions = partitions;
        this.jdbc = new JdbcTemplate(ingest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(ingest));
        this.insert = new EventInsert(jdbc, days, sender);
        this.sender = sender;
    }

    /** What must be known of an attempt that failed. */
    private static final class Attempt {

        /** Whether it came to the commit, after which nobody knows whether that was done. */
        private boolean commits;

        /** The times that it needed partitions for. */
        private final Set<Instant> times = new TreeSet<>();

        /** What there is to announce once it is committed. */
        private List<WakeUp.Message> wakeUps = List.of();
    }

    /**
     * Makes {@code events} durable together, numbered in their order.
     *
     * @return the outcome of each, in their order: accepted, a duplicate, over its burst, or unknown where its source was deleted meanwhile
     * @throws NotAppendedException where none of them is durable; any other exception leaves open what became of them
     */
    List<IngestOutcome> append(List<IncomingEvent> events, LockWait wait) {
        Attempt first = new Attempt();
        try {
            return tryToAppend(events, wait, first);
        } catch (NotAppendedException e) {
            if (e.reason() == Reason.REFUSED && partitions.makeFor(first.times)) {
                return tryToAppend(events, wait, new Attempt());
            }
            throw e;
        }
    }

    /**
     * Does what appending does, with {@code events} of sources that are not there: nothing is inserted, moved, counted or announced.
     *
     * @throws DataAccessException or {@link TransactionException} where the store cannot do it
     */
    void rehearse(List<IncomingEvent> events) {
        transaction.executeWithoutResult(status -> {
            write(events, LockWait.A_MOMENT, new Attempt());
            insert.insertAndCommit(List.of());
        });
    }

    private List<IngestOutcome> tryToAppend(List<IncomingEvent> events, LockWait wait, Attempt attempt) {
        try {
            List<IngestOutcome> outcomes =
                    Objects.requireNonNull(transaction.execute(status -> write(events, wait, attempt)));
            sender.committed(attempt.wakeUps);
            return outcomes;
        } catch (DataAccessException | TransactionException e) {
            if (!attempt.commits) {
                throw new NotAppendedException(reason(e), e);
            }
            throw isRefusal(e) ? new NotAppendedException(reasonAtTheEnd(e), e) : e;
        }
    }

    /** Its sources' rows are ours by then: whatever else is held, such as the lock of all who announce, keeps the others waiting as well. */
    private static Reason reasonAtTheEnd(RuntimeException e) {
        return reason(e) == Reason.HELD ? Reason.AWAY : reason(e);
    }

    /** Whether the server itself said no, and went on: it has taken back the whole transaction then, whatever of it was the reason. */
    private static boolean isRefusal(RuntimeException e) {
        String state = state(e);
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof PSQLException said
                && said.getServerErrorMessage() != null
                && LAST_WORDS.stream().noneMatch(state::startsWith);
    }

    /** By SQLSTATE, since Spring's translation does not tell all of these apart. */
    private static Reason reason(RuntimeException e) {
        String state = state(e);
        if (HELD_STATES.contains(state)) {
            return Reason.HELD;
        }
        return REFUSED_CLASSES.stream().anyMatch(state::startsWith) ? Reason.REFUSED : Reason.AWAY;
    }

    private static String state(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql && sql.getSQLState() != null
                ? sql.getSQLState()
                : "";
    }

    private List<IngestOutcome> write(List<IncomingEvent> events, LockWait wait, Attempt attempt) {
        LockedSources sources = Objects.requireNonNull(
                jdbc.execute((Connection connection) -> LockedSources.of(connection, events, wait)));
        List<Decided> decided = new ArrayList<>(events.size());
        for (IncomingEvent event : events) {
            decided.add(Decided.of(event, sources));
        }
        decided.stream().filter(Decided::isNew).forEach(event -> {
            attempt.times.add(event.at().lastReceivedAt());
            attempt.times.add(event.keyedAt());
        });
        if (decided.stream().anyMatch(event -> event.isNew() || event.isDuplicate())) {
            attempt.commits = true;
            attempt.wakeUps = insert.insertAndCommit(decided);
        }
        return decided.stream().map(Decided::outcome).toList();
    }
}
