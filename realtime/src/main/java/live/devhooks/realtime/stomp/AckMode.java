package live.devhooks.realtime.stomp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a subscription's events are acknowledged: STOMP 1.2, SUBSCRIBE, {@code ack}. */
enum AckMode {
    /** By being sent. */
    AUTO,
    /** Each together with all that were sent before it. */
    CLIENT,
    /** Each by itself. */
    CLIENT_INDIVIDUAL;

    /** The mode that the header names, {@code auto} where there is none; empty where it names none. */
    static Optional<AckMode> of(@Nullable String header) {
        String name = header == null ? "auto" : header;
        return Arrays.stream(values())
                .filter(mode -> mode.header().equals(name))
                .findFirst();
    }

    String header() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
