package live.devhooks.api.journal;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment's file: its number and its marker. The marker stands in the name since nothing that damages the file's content
 * damages that.
 *
 * @param number the segment's place among all that there have ever been
 * @param marker what each of its records begins with: random, and so in no body that somebody sends
 */
record SegmentName(long number, long marker) {

    private static final Pattern FORM = Pattern.compile("(\\d{19})-([0-9a-f]{16})\\.journal");
    private static final SecureRandom RANDOM = new SecureRandom();

    static SegmentName random(long number) {
        return new SegmentName(number, RANDOM.nextLong());
    }

    /** Reads a file's name; empty if it is not that of a segment. */
    static Optional<SegmentName> parse(String fileName) {
        Matcher parts = FORM.matcher(fileName);
        return parts.matches()
                ? Optional.of(
                        new SegmentName(Long.parseLong(parts.group(1)), HexFormat.fromHexDigitsToLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%019d-%016x.journal".formatted(number, marker);
    }
}
