package live.devhooks.api.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far a journal has been drained, in the file {@code drained}: the number of the segment (8 bytes), the offset in it (4), the CRC-32C
 * of both (4). It is written in place and not forced to the disk: what it forgets is only given out a second time.
 *
 * @param segment the number of the first segment that is not behind us
 * @param offset where the first entry begins that is not
 */
record DrainedPosition(long segment, int offset) {

    private static final String FILE = "drained";
    private static final int CONTENT_BYTES = Long.BYTES + Integer.BYTES;
    private static final int BYTES = CONTENT_BYTES + Integer.BYTES;
    private static final DrainedPosition START = new DrainedPosition(0, 0);

    /** Reads it; the very beginning, where there is none that can be read. */
    static DrainedPosition read(JournalFolder folder) throws IOException {
        // What a short file lacks is zeros, which are no position.
        ByteBuffer content = ByteBuffer.allocate(BYTES);
        try (FileChannel file =
                folder.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            content.put(Channels.newInputStream(file).readNBytes(BYTES));
        }
        return decode(content).orElse(START);
    }

    void write(JournalFolder folder) throws IOException {
        try (FileChannel file = folder.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            JournalFolder.writeAll(file, encode(), 0);
        }
    }

    private ByteBuffer encode() {
        ByteBuffer content = ByteBuffer.allocate(BYTES).putLong(segment).putInt(offset);
        return content.putInt(checksum(content)).flip();
    }

    private static Optional<DrainedPosition> decode(ByteBuffer content) {
        DrainedPosition position = new DrainedPosition(content.getLong(0), content.getInt(Long.BYTES));
        boolean valid = content.getInt(CONTENT_BYTES) == checksum(content) && position.segment > 0;
        return valid ? Optional.of(position) : Optional.empty();
    }

    private static int checksum(ByteBuffer content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content.slice(0, CONTENT_BYTES));
        return (int) checksum.getValue();
    }
}
