package live.devhooks.api.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    public synchronized AppendOutcome append(List<byte[]> payloads) {
        if (closed) {
            return new AppendOutcome.Failed(new ClosedChannelException());
        }
        if (bytes + RecordFormat.size(payloads) > maxBytes) {
            return new AppendOutcome.Full();
        }
        try {
            writer().append(payloads);
            return new AppendOutcome.Durable();
        } catch (IOException e) {
            giveUpNewest();
            return new AppendOutcome.Failed(e);
        } finally {
            measure();
        }
    }

    /**
     * The oldest entries: at least one, if there is one, and as many as stay within the bounds and are in one file. They stay until they
     * are {@link #drained}.
     */
    public synchronized List<JournalEntry> head(int maxEntries, long maxBytes) throws IOException {
        ensureOpen();
        List<JournalEntry> head = List.of();
        while (!segments.isEmpty() && head.isEmpty()) {
            head = segments.getFirst().head(maxEntries, maxBytes);
            if (head.isEmpty()) {
                dropFirst();
            }
        }
        measure();
        return head;
    }

    /** All of {@code head}, which {@link #head} gave out last, has been dealt with. */
    public synchronized void drained(List<JournalEntry> head) throws IOException {
        ensureOpen();
        Segment first = segments.getFirst();
        first.drained(head);
        remember(new DrainedPosition(first.name().number(), first.drainedBytes()));
        if (first.isDrained()) {
            dropFirst();
        }
        measure();
    }

    /** Keeps an entry of the head that cannot be dealt with in a file of its own, for people to look at; it is still to be drained. */
    public synchronized void putAside(JournalEntry entry) throws IOException {
        ensureOpen();
        segments.getFirst().putAside(entry);
        measure();
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
    public synchronized void close() {
        closed = true;
        seal();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back " + folder, e);
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
            segment.drainedTo(drained.offset());
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

    private void dropFirst() {
        Segment first = segments.removeFirst();
        if (newest != null && newest.segment() == first) {
            seal();
        }
        try {
            first.delete();
        } catch (IOException e) {
            LOG.warn("{} has been drained, and will be deleted at the next start: {}", first, e.toString());
        }
    }

    /** What could not be remembered is given out again after the next start. */
    private void remember(DrainedPosition position) {
        try {
            position.write(folder);
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
