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
    private int drainedBytes;
    private int entries;

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

    boolean isDrained() {
        return drainedBytes >= confirmedBytes;
    }

    /** How many entries wait in it. */
    int entries() {
        return entries;
    }

    /** The disk has confirmed so many entries more, and so many bytes in all. */
    void confirmed(int more, int bytes) {
        entries += more;
        confirmedBytes = bytes;
    }

    /** An earlier run has dealt with what stands before {@code offset}; all is given out again where that cannot be. */
    void drainedTo(int offset) {
        drainedBytes = offset <= confirmedBytes ? offset : 0;
    }

    /** All of what it gave out last has been dealt with. */
    void drained(List<JournalEntry> head) {
        drainedBytes = head.get(head.size() - 1).to();
        entries -= head.size();
    }

    /** Looks what an earlier run has left in it. What is torn at the end of the newest was never confirmed, and is cut off. */
    void recover(boolean newest) throws IOException {
        int start = drainedBytes;
        RecordScanner scanner = new RecordScanner(name.marker(), rest(), 0);
        for (Optional<Found> next = scanner.next(); next.isPresent(); next = scanner.next()) {
            if (next.get() instanceof Whole) {
                entries++;
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
     * Its first entries that have not been drained: at least one, if there is one, and as many as stay within the bounds. Damage in front of
     * them is put aside and passed over.
     */
    List<JournalEntry> head(int maxEntries, long maxBytes) throws IOException {
        RecordScanner scanner = scanner();
        List<JournalEntry> head = new ArrayList<>();
        long bytes = 0;
        for (Optional<Found> next = scanner.next(); next.isPresent(); next = scanner.next()) {
            if (next.get() instanceof Whole whole) {
                bytes += whole.payload().length;
                if (!head.isEmpty() && (head.size() >= maxEntries || bytes > maxBytes)) {
                    return head;
                }
                head.add(new JournalEntry(windowStart + whole.from(), windowStart + whole.to(), whole.payload()));
            } else if (head.isEmpty()) {
                passOver(next.get());
            } else {
                return head;
            }
        }
        return head;
    }

    private void passOver(Found damaged) throws IOException {
        int from = windowStart + damaged.from();
        byte[] bytes = Arrays.copyOfRange(window, damaged.from(), damaged.to());
        folder.putAside(name, from, bytes, Reason.DAMAGED);
        LOG.error("{}: {} bytes at {} are damaged, and put aside", name, bytes.length, from);
        drainedBytes = windowStart + damaged.to();
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

    /** Over what has not been drained; read again only where it has grown, and not before the rest is drained. */
    private RecordScanner scanner() throws IOException {
        if (drainedBytes < windowStart || drainedBytes >= windowStart + window.length) {
            window = rest();
            windowStart = drainedBytes;
        }
        return new RecordScanner(name.marker(), window, drainedBytes - windowStart);
    }

    private byte[] rest() throws IOException {
        return read(drainedBytes, confirmedBytes - drainedBytes);
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
