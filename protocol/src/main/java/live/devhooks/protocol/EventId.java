package live.devhooks.protocol;

import java.util.Optional;

/**
 * The public id of an event: {@code evt_}, thirteen digits for its source and thirteen for its {@code seq}, in an alphabet whose
 * characters sort as their values do. So ids of one source sort, as plain strings, in stream order, and a position in a stream can
 * be read from one without asking the store.
 *
 * @param sourceId the internal number of the source, at least 0
 * @param seq the event's place in its source, from 1; 0 is the position before the first event
 */
public record EventId(long sourceId, long seq) {

    private static final String PREFIX = "evt_";
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS_PER_DIGIT = 5;
    private static final int DIGITS_PER_NUMBER = 13;
    private static final int LENGTH = PREFIX.length() + 2 * DIGITS_PER_NUMBER;

    /** Rejects negative numbers, which would not sort. */
    public EventId {
        if (sourceId < 0 || seq < 0) {
            throw new IllegalArgumentException("sourceId and seq must not be negative");
        }
    }

    /** Reads an id; empty if the text is none. */
    public static Optional<EventId> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        long sourceId = number(text, PREFIX.length());
        long seq = number(text, PREFIX.length() + DIGITS_PER_NUMBER);
        return sourceId < 0 || seq < 0 ? Optional.empty() : Optional.of(new EventId(sourceId, seq));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(LENGTH).append(PREFIX);
        append(text, sourceId);
        append(text, seq);
        return text.toString();
    }

    private static void append(StringBuilder text, long number) {
        for (int shift = (DIGITS_PER_NUMBER - 1) * BITS_PER_DIGIT; shift >= 0; shift -= BITS_PER_DIGIT) {
            text.append(DIGITS.charAt((int) (number >>> shift) & (DIGITS.length() - 1)));
        }
    }

    /** The number that starts at {@code from}; negative if a character is no digit or the number is too large. */
    private static long number(String text, int from) {
        // Thirteen digits hold 65 bits, a positive long 63.
        if (DIGITS.indexOf(text.charAt(from)) >= 8) {
            return -1;
        }
        long number = 0;
        for (int at = from; at < from + DIGITS_PER_NUMBER; at++) {
            int digit = DIGITS.indexOf(text.charAt(at));
            if (digit < 0) {
                return -1;
            }
            number = (number << BITS_PER_DIGIT) | digit;
        }
        return number;
    }
}
