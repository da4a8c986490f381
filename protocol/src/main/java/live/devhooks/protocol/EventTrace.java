package live.devhooks.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the trace of an event is found, in W3C's form: both ids are parts of the SHA-256 of the event's id as text. So every node knows them,
 * at any time, from the event alone; and so does who has {@code sha256sum}.
 *
 * @param traceId 32 hexadecimal digits, the first of the hash
 * @param spanId of the first span, which all others of the event follow: the next 16 digits
 */
public record EventTrace(String traceId, String spanId) {

    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    /** That of an event. */
    public static EventTrace of(EventId event) {
        byte[] hash = sha256().digest(event.toString().getBytes(StandardCharsets.US_ASCII));
        return new EventTrace(
                HEX.formatHex(hash, 0, TRACE_ID_BYTES),
                HEX.formatHex(hash, TRACE_ID_BYTES, TRACE_ID_BYTES + SPAN_ID_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
