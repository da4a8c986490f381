package live.devhooks.api.throttling;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may be tried; in properties {@code most/within}, such as {@code 30/10m}.
 *
 * @param most tries at once, at least 1
 * @param within how long it takes until all of them may be used again, evenly spread
 */
public record Limit(int most, Duration within) {

    private static final String FORM = "a limit is written most/within, such as 30/10m";

    /** Rejects limits that nobody could keep, or that limit nothing. */
    public Limit {
        if (most < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a limit allows at least 1 try, within more than no time");
        }
    }

    /** Reads the form of properties; called by Spring's conversion, which finds it by its name. */
    public static Limit valueOf(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(FORM);
        }
        return new Limit(Integer.parseInt(parts[0].strip()), DurationStyle.detectAndParse(parts[1].strip()));
    }
}
