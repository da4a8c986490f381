package live.devhooks.api.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import live.devhooks.api.journal.JournalFolder.Reason;
import live.devhooks.api.journal.RecordScanner.Damaged;
import live.devhooks.api.journal.RecordScanner.Found;
import live.devhooks.api.journal.RecordScanner.Whole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of a journal, as it is read: from its beginning, and never beyond what the disk has confirmed. */
final class Segment {

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

    private final JournalFolder folder;
    private final SegmentName name;
    private int confirmedBytes;
    private int confirmedEntries;

    /** What has been given out, and what of it has been dealt with. */
    private int givenBytes;

    private int givenEntries;
    private int drainedBytes;
    private int drainedEntries;

    /** What has been read of it: everything that there was at that time. */
    private byte[] window = {};

    private int windowStart;

    /** A new one, which is empty. */
    Segment(JournalFolder folder, SegmentName name) {
        this.folder = folder;
        this.name = name;
    }

    /** One that an earlier run has left, with all that the file holds. */
    static Segment reopen(JournalFolder folder, SegmentName name) throws IOException {
        Segment segment = new Segment(folder, name);
        try (FileChannel file = segment.open()) {
            segment.confirmedBytes = Math.toIntExact(file.size());
        }
        return segment;
    }

    SegmentName name() {
        return name;
    }

    int bytes() {
        return confirmedBytes;
    }

    int drainedBytes() {
        return drainedBytes;
    }

    boolean isGivenOut() {
        return givenBytes >= confirmedBytes;
    }

    boolean isDrained() {
        return drainedBytes >= confirmedBytes;
    }

    /** How many entries of it have not been dealt with. */
    int entries() {
        return confirmedEntries - drainedEntries;
    }

    /** The disk has confirmed so many entries more, and so many bytes in all. */
    void confirmed(int more, int bytes) {
        confirmedEntries += more;
        confirmedBytes = bytes;
    }

    /** An earlier run has dealt with what stands before {@code offset}; all is given out again where that cannot be. */
    void resumeAt(int offset) {
        drainedBytes = offset <= confirmedBytes ? offset : 0;
        givenBytes = drainedBytes;
    }

    /** All that has been given out has been dealt with. */
    void drained() {
        drainedBytes = givenBytes;
        drainedEntries = givenEntries;
    }

    /** All that stands before {@code entry} has been dealt with. */
    void drainedBefore(JournalEntry entry) {
        drainedBytes = entry.from();
        drainedEntries = entry.number();
    }

    /** Looks what an earlier run has left in it. What is torn at the end of the newest was never confirmed, and is cut off. */
    void recover(boolean newest) throws IOException {
        int start = givenBytes;
        RecordScanner scanner = new RecordScanner(name.marker(), rest(), 0);
        for (Optional<Found> next = scanner.next(); next.isPresent(); next = scanner.next()) {
            if (next.get() instanceof Whole) {
                confirmedEntries++;
            } else if (newest && ((Damaged) next.get()).torn()) {
                cutOff(start + next.get().from());
            }
        }
    }

    private void cutOff(int from) throws IOException {
        try (FileChannel file = folder.open(name.toString(), StandardOpenOption.WRITE)) {
            file.truncate(from);
            file.force(true);
        }
        LOG.warn("{}: its last {} bytes had never been confirmed, and are cut off", name, confirmedBytes - from);
        confirmedBytes = from;
    }

    /**
     * Its next entries that have not been given out: at least one, if there is one, and as many as stay within the bounds. Damage in front
     * of them is put aside and passed over.
     */
    List<JournalEntry> next(int maxEntries, long maxBytes) throws IOException {
        RecordScanner scanner = scanner();
        List<JournalEntry> entries = new ArrayList<>();
        long bytes = 0;
        for (Optional<Found> next = scanner.next(); next.isPresent(); next = scanner.next()) {
            if (next.get() instanceof Whole whole) {
                bytes += whole.payload().length;
                if (!entries.isEmpty() && (entries.size() >= maxEntries || bytes > maxBytes)) {
                    return entries;
                }
                entries.add(giveOut(whole));
            } else if (entries.isEmpty()) {
                passOver(next.get());
            } else {
                return entries;
            }
        }
        return entries;
    }

    private JournalEntry giveOut(Whole whole) {
        JournalEntry entry = new JournalEntry(name.number(), windowStart + whole.from(), givenEntries, whole.payload());
        givenEntries++;
        givenTo(windowStart + whole.to());
        return entry;
    }

    private void passOver(Found damaged) throws IOException {
        int from = windowStart + damaged.from();
        byte[] bytes = Arrays.copyOfRange(window, damaged.from(), damaged.to());
        folder.putAside(name, from, bytes, Reason.DAMAGED);
        LOG.error("{}: {} bytes at {} are damaged, and put aside", name, bytes.length, from);
        givenTo(windowStart + damaged.to());
    }

    /** What has been given out to its end is not read again, and not kept. */
    private void givenTo(int offset) {
        givenBytes = offset;
        if (isGivenOut()) {
            window = new byte[0];
            windowStart = offset;
        }
    }

    void putAside(JournalEntry entry) throws IOException {
        folder.putAside(name, entry.from(), entry.payload(), Reason.REFUSED);
    }

    void delete() throws IOException {
        folder.delete(name.toString());
    }

    @Override
    public String toString() {
        return name.toString();
    }

    /** Over what has not been given out; read again only where it has grown, and not before the rest is given out. */
    private RecordScanner scanner() throws IOException {
        if (givenBytes < windowStart || givenBytes >= windowStart + window.length) {
            window = rest();
            windowStart = givenBytes;
        }
        return new RecordScanner(name.marker(), window, givenBytes - windowStart);
    }

    private byte[] rest() throws IOException {
        return read(givenBytes, confirmedBytes - givenBytes);
    }

    private byte[] read(int from, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        try (FileChannel file = open()) {
            while (content.hasRemaining()) {
                if (file.read(content, (long) from + content.position()) < 0) {
                    throw new EOFException(name + " has become shorter than " + (from + length) + " bytes");
                }
            }
        }
        return content.array();
    }

    private FileChannel open() throws IOException {
        return folder.open(name.toString(), StandardOpenOption.READ);
    }
}
