package live.devhooks.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an api node says to the realtime nodes by NOTIFY, in the transaction of the events: which sources have grown, and to where. It
 * only wakes: a reader that misses one finds the same in the store.
 */
public final class WakeUp {

    /** The channel that realtime nodes LISTEN on. */
    public static final String CHANNEL = "devhooks_event";

    /** Most sources in one notification: 190 of at most 41 characters stay under PostgreSQL's 8,000 bytes. */
    public static final int MAX_SOURCES = 190;

    private WakeUp() {}

    /**
     * Where a source stands.
     *
     * @param sourceId the internal number of the source
     * @param lastSeq the {@code seq} of its newest event
     */
    public record Position(long sourceId, long lastSeq) {}

    /** The payload: {@code sourceId:lastSeq}, separated by commas. */
    public static String payload(Map<Long, Long> lastSeqs) {
        return lastSeqs.entrySet().stream()
                .map(position -> position.getKey() + ":" + position.getValue())
                .collect(Collectors.joining(","));
    }

    /** Reads a payload; what is no position in it is passed over, since the store will say the same again. */
    public static List<Position> positions(String payload) {
        List<Position> positions = new ArrayList<>();
        for (String position : payload.split(",", -1)) {
            String[] numbers = position.split(":", -1);
            if (numbers.length == 2 && isNumber(numbers[0]) && isNumber(numbers[1])) {
                positions.add(new Position(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
            }
        }
        return positions;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}|[0-8]\\d{18}|9[01]\\d{17}");
    }
}
