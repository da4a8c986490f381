package live.devhooks.api.journal;

import static live.devhooks.api.journal.RecordFormat.HEADER_BYTES;
import static live.devhooks.api.journal.RecordFormat.MARKER_BYTES;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Finds one record after the other in the bytes of a segment. Behind damage it goes on with the next record that is whole; a body
 * cannot pretend to be one, since it would have to hold the segment's marker.
 */
final class RecordScanner {

    private final long marker;
    private final ByteBuffer bytes;

    RecordScanner(long marker, byte[] bytes, int from) {
        this.marker = marker;
        this.bytes = ByteBuffer.wrap(bytes).position(from);
    }

    /** What stands at a place, as offsets into the bytes. */
    sealed interface Found {

        int from();

        int to();
    }

    /** A record as it was written. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(int from, int to, byte[] payload) implements Found {}

    /**
     * Bytes that are no record.
     *
     * @param torn whether they are the beginning of one whose rest was never written
     */
    record Damaged(int from, int to, boolean torn) implements Found {}

    /** What comes next; empty at the end. */
    Optional<Found> next() {
        int from = bytes.position();
        if (!bytes.hasRemaining()) {
            return Optional.empty();
        }
        int record = firstWhole(from);
        if (record == from) {
            byte[] payload = new byte[length(from)];
            bytes.position(from + HEADER_BYTES).get(payload);
            return Optional.of(new Whole(from, bytes.position(), payload));
        }
        bytes.position(record);
        return Optional.of(new Damaged(from, record, record == bytes.limit() && isTorn(from)));
    }

    /** Where the first whole record at or behind {@code from} begins; the end, where there is none. */
    private int firstWhole(int from) {
        int at = from;
        while (at < bytes.limit() && !isWhole(at)) {
            at++;
        }
        return at;
    }

    private boolean isWhole(int at) {
        return bytes.limit() - at >= HEADER_BYTES
                && bytes.getLong(at) == marker
                && length(at) >= 0
                && length(at) <= bytes.limit() - at - HEADER_BYTES
                && bytes.getInt(at + MARKER_BYTES + Integer.BYTES)
                        == RecordFormat.checksum(bytes.slice(at + HEADER_BYTES, length(at)));
    }

    private int length(int at) {
        return bytes.getInt(at + MARKER_BYTES);
    }

    /** Whether all bytes from {@code at} on are as they would be if writing had ended here. */
    private boolean isTorn(int at) {
        int left = bytes.limit() - at;
        for (int index = 0; index < Math.min(left, MARKER_BYTES); index++) {
            if (bytes.get(at + index) != (byte) (marker >>> (Long.SIZE - Byte.SIZE * (index + 1)))) {
                return false;
            }
        }
        return left < HEADER_BYTES || length(at) > left - HEADER_BYTES;
    }
}
