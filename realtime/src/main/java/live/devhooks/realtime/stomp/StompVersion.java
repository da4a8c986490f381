package live.devhooks.realtime.stomp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** A version of STOMP that is spoken here, the oldest first, and how it writes the values of headers. */
enum StompVersion {
    V1_0("1.0"),
    V1_1("1.1"),
    V1_2("1.2");

    private final String number;

    StompVersion(String number) {
        this.number = number;
    }

    String number() {
        return number;
    }

    /** The newest version that the client of a CONNECT speaks, too; one of 1.0 names none. Empty where there is none. */
    static Optional<StompVersion> agreedWith(StompHeaderAccessor connect) {
        Set<String> theirs =
                connect.getAcceptVersion().stream().map(String::strip).collect(Collectors.toSet());
        return theirs.isEmpty()
                ? Optional.of(V1_0)
                : Arrays.stream(values())
                        .filter(version -> theirs.contains(version.number))
                        .max(Comparator.naturalOrder());
    }

    /** Whether a subscription must have an id; before 1.1 its destination stands for it. */
    boolean wantsSubscriptionIds() {
        return this != V1_0;
    }

    /**
     * Adds a character of a header's value to {@code text}. What a client of 1.0 wrote was read as if it had been escaped, so that it gets its own back
     * by being escaped again; but for colons, which it writes as they are. 1.1 knows no carriage return.
     */
    void append(StringBuilder text, char character) {
        switch (character) {
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append(this == V1_1 ? "\r" : "\\r");
            case ':' -> text.append(this == V1_0 ? ":" : "\\c");
            default -> text.append(character);
        }
    }
}
