package live.devhooks.api.ingestion;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.devhooks.api.journal.AppendOutcome;
import live.devhooks.api.journal.Journal;
import live.devhooks.api.journal.JournalEntry;
import live.devhooks.api.journal.JournalProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepted events that wait on the local disk for the store to be back. One appends, one drains, and anybody may look. */
final class EventJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);

    private final Journal journal;
    private final JournalProperties properties;

    private volatile @Nullable Instant oldest;

    private EventJournal(Journal journal, JournalProperties properties) {
        this.journal = journal;
        this.properties = properties;
    }

    static EventJournal open(JournalProperties properties) throws IOException {
        return new EventJournal(
                Journal.open(
                        Objects.requireNonNull(properties.folder()), properties.maxBytes(), properties.segmentBytes()),
                properties);
    }

    /** An event in its place. */
    record Journaled(JournalEntry entry, IncomingEvent event) {

        long sourceId() {
            return event.source().id();
        }

        int bytes() {
            return event.body().bytes().length;
        }
    }

    AppendOutcome append(List<IncomingEvent> events) {
        return journal.append(events.stream().map(EventCodec::encode).toList());
    }

    /** The next events that have not been given out, within these bounds; empty when there is none. They stay until they are drained. */
    List<Journaled> next(int maxEvents, long maxBytes) throws IOException {
        List<JournalEntry> entries = journal.next(maxEvents, maxBytes);
        List<Journaled> events = decode(entries);
        while (events.isEmpty() && !entries.isEmpty()) {
            entries = journal.next(maxEvents, maxBytes);
            events = decode(entries);
        }
        if (oldest == null && !events.isEmpty()) {
            oldest = events.get(0).event().arrivedAt();
        }
        return events;
    }

    /** All events that have been given out have been dealt with. */
    void drained() throws IOException {
        journal.drained();
        oldest = null;
    }

    /** All events that were given out before {@code event} have been dealt with. */
    void drainedBefore(Journaled event) throws IOException {
        journal.drainedBefore(event.entry());
        oldest = event.event().arrivedAt();
    }

    /** Keeps an event that the store will not have for people to look at. */
    void putAside(Journaled event) throws IOException {
        journal.putAside(event.entry());
    }

    boolean isEmpty() {
        return journal.isEmpty();
    }

    /** How many events wait in it. */
    long events() {
        return journal.entries();
    }

    /** How large it is, in bytes. */
    long bytes() {
        return journal.bytes();
    }

    /** How many of its files hold what could not be read, or what the store would not have. */
    int aside() {
        return journal.aside();
    }

    /** When the oldest event in it had arrived, as far as it has been looked at. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    Duration after() {
        return properties.after();
    }

    Duration maxPause() {
        return properties.maxPause();
    }

    @Override
    public void close() {
        journal.close();
    }

    private List<Journaled> decode(List<JournalEntry> entries) throws IOException {
        List<Journaled> events = new ArrayList<>();
        for (JournalEntry entry : entries) {
            try {
                events.add(new Journaled(entry, EventCodec.decode(entry.payload())));
            } catch (IOException unreadable) {
                LOG.error("an event of the journal cannot be read, and is put aside: {}", unreadable.toString());
                journal.putAside(entry);
            }
        }
        return events;
    }
}
