package live.devhooks.api.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on the local disk, taken out in the order in which they were put in: at least once, since a process that ends without notice
 * may give out again what it had drained before.
 *
 * <p>They are in files of bounded size, segments, of which the newest is written and the oldest read; one that has been drained is
 * deleted. What always holds: what was reported {@link AppendOutcome.Durable} is given out until it is drained, whatever happens to the
 * process; nothing is given out that was not appended; bytes that cannot be read are put aside and never deleted. Safe for use by
 * several threads.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Fair, or else one who appends without a pause would keep the one who drains from ever having a turn. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private final JournalFolder folder;
    private final long maxBytes;
    private final int segmentBytes;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long lastNumber;
    private boolean closed;

    /** Absent until something is to be written, and after a failure. */
    private @Nullable SegmentWriter newest;

    /** These for those who only look, and must not wait for a disk. */
    private volatile boolean empty;

    private volatile long entries;
    private volatile long bytes;
    private volatile int aside;

    private Journal(JournalFolder folder, long maxBytes, int segmentBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.segmentBytes = segmentBytes;
    }

    /**
     * Opens the journal in {@code path}, which is made, for its owner only, if it is not there, and which serves one process at a time.
     *
     * @param maxBytes most bytes of all its files
     * @param segmentBytes size from which a file is not appended to any more
     */
    public static Journal open(Path path, long maxBytes, int segmentBytes) throws IOException {
        return open(path, maxBytes, segmentBytes, FileChannel::open);
    }

    static Journal open(Path path, long maxBytes, int segmentBytes, JournalFolder.Opener opener) throws IOException {
        JournalFolder folder = JournalFolder.take(path, opener);
        try {
            Journal journal = new Journal(folder, maxBytes, segmentBytes);
            journal.recover();
            return journal;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Makes {@code payloads} durable, in their order and behind all others, with one confirmation of the disk for all of them. */
    public AppendOutcome append(List<byte[]> payloads) {
        turns.lock();
        try {
            ensureOpen();
            if (bytes + RecordFormat.size(payloads) > maxBytes) {
                return new AppendOutcome.Full();
            }
            writer().append(payloads);
            return new AppendOutcome.Durable();
        } catch (IOException e) {
            giveUpNewest();
            return new AppendOutcome.Failed(e);
        } finally {
            measure();
            turns.unlock();
        }
    }

    /**
     * The next entries that have not been given out since this was opened, oldest first: at least one, if there is one, and as many as
     * stay within the bounds and are in one file. They stay until they are {@link #drained}.
     */
    public List<JournalEntry> next(int maxEntries, long maxBytes) throws IOException {
        turns.lock();
        try {
            ensureOpen();
            List<JournalEntry> entries = List.of();
            for (Segment segment : segments) {
                if (entries.isEmpty() && !segment.isGivenOut()) {
                    entries = segment.next(maxEntries, maxBytes);
                }
            }
            return entries;
        } finally {
            measure();
            turns.unlock();
        }
    }

    /** All that has been given out has been dealt with. */
    public void drained() throws IOException {
        turns.lock();
        try {
            ensureOpen();
            segments.stream().filter(segment -> !segment.isDrained()).forEach(Segment::drained);
            dropDrained();
        } finally {
            measure();
            turns.unlock();
        }
    }

    /** All that was given out before {@code entry} has been dealt with. */
    public void drainedBefore(JournalEntry entry) throws IOException {
        turns.lock();
        try {
            ensureOpen();
            for (Segment segment : segments) {
                if (segment.name().number() < entry.segment()) {
                    segment.drained();
                } else if (segment.name().number() == entry.segment()) {
                    segment.drainedBefore(entry);
                }
            }
            dropDrained();
        } finally {
            measure();
            turns.unlock();
        }
    }

    /** Keeps an entry that cannot be dealt with in a file of its own, for people to look at; it is still to be drained. */
    public void putAside(JournalEntry entry) throws IOException {
        turns.lock();
        try {
            ensureOpen();
            for (Segment segment : segments) {
                if (segment.name().number() == entry.segment()) {
                    segment.putAside(entry);
                }
            }
        } finally {
            measure();
            turns.unlock();
        }
    }

    /** Whether nothing is left: no entry, and nothing that is damaged and has yet to be put aside. */
    public boolean isEmpty() {
        return empty;
    }

    /** How many entries wait. */
    public long entries() {
        return entries;
    }

    /** How large all files are together, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** How many files hold what could not be read or dealt with. */
    public int aside() {
        return aside;
    }

    /** Leaves everything for the next one to open it. */
    @Override
    public void close() {
        turns.lock();
        try {
            closed = true;
            seal();
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back " + folder, e);
        } finally {
            turns.unlock();
        }
    }

    /** The folder may be somebody else's by now. */
    private void ensureOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void recover() throws IOException {
        DrainedPosition drained = DrainedPosition.read(folder);
        List<SegmentName> names = folder.segments();
        for (SegmentName name : names) {
            recover(name, drained, name.equals(names.get(names.size() - 1)));
        }
        lastNumber = Math.max(
                drained.segment(),
                names.isEmpty() ? 0 : names.get(names.size() - 1).number());
        measure();
        if (entries > 0) {
            LOG.info("{} entries of an earlier run wait in the journal {}", entries, folder);
        }
    }

    private void recover(SegmentName name, DrainedPosition drained, boolean newest) throws IOException {
        Segment segment = Segment.reopen(folder, name);
        if (name.number() == drained.segment()) {
            segment.resumeAt(drained.offset());
        }
        segment.recover(newest);
        if (name.number() < drained.segment() || segment.isDrained()) {
            segment.delete();
        } else {
            segments.addLast(segment);
        }
    }

    private SegmentWriter writer() throws IOException {
        if (newest != null && newest.segment().bytes() >= segmentBytes) {
            seal();
        }
        if (newest == null) {
            lastNumber++;
            newest = SegmentWriter.begin(folder, lastNumber);
            segments.addLast(newest.segment());
        }
        return newest;
    }

    /** After a failure the file is not written any more; of one in which nothing was confirmed nothing is left. */
    private void giveUpNewest() {
        if (newest != null) {
            newest.giveUp();
            if (newest.segment().bytes() == 0) {
                segments.removeLast();
            }
            newest = null;
        }
    }

    private void seal() {
        if (newest != null) {
            newest.close();
            newest = null;
        }
    }

    /** Remembers where what is left begins, and deletes what is before that. */
    private void dropDrained() {
        while (!segments.isEmpty() && segments.getFirst().isDrained()) {
            drop(segments.removeFirst());
        }
        if (!segments.isEmpty()) {
            remember(segments.getFirst());
        }
    }

    private void drop(Segment drained) {
        if (newest != null && newest.segment() == drained) {
            seal();
        }
        remember(drained);
        try {
            drained.delete();
        } catch (IOException e) {
            LOG.warn("{} has been drained, and will be deleted at the next start: {}", drained, e.toString());
        }
    }

    /** What could not be remembered is given out again after the next start. */
    private void remember(Segment first) {
        try {
            new DrainedPosition(first.name().number(), first.drainedBytes()).write(folder);
        } catch (IOException e) {
            LOG.warn("how far the journal {} has been drained could not be written: {}", folder, e.toString());
        }
    }

    private void measure() {
        empty = segments.isEmpty();
        entries = segments.stream().mapToLong(Segment::entries).sum();
        bytes = folder.asideBytes()
                + segments.stream().mapToLong(Segment::bytes).sum();
        aside = folder.aside();
    }
}
