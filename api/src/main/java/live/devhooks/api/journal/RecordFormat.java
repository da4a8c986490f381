package live.devhooks.api.journal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How a record stands in a segment: the segment's marker (8 bytes), the payload's length (4), the CRC-32C of length and payload (4), the
 * payload; numbers are big-endian. A segment is nothing but records one after the other.
 */
final class RecordFormat {

    static final int MARKER_BYTES = Long.BYTES;
    static final int HEADER_BYTES = MARKER_BYTES + Integer.BYTES + Integer.BYTES;

    private RecordFormat() {}

    static long size(List<byte[]> payloads) {
        return payloads.stream()
                .mapToLong(payload -> (long) HEADER_BYTES + payload.length)
                .sum();
    }

    static ByteBuffer encode(long marker, List<byte[]> payloads) {
        ByteBuffer records = ByteBuffer.allocate(Math.toIntExact(size(payloads)));
        for (byte[] payload : payloads) {
            records.putLong(marker)
                    .putInt(payload.length)
                    .putInt(checksum(ByteBuffer.wrap(payload)))
                    .put(payload);
        }
        return records.flip();
    }

    static int checksum(ByteBuffer payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, payload.remaining()));
        checksum.update(payload);
        return (int) checksum.getValue();
    }
}
