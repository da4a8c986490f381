package live.devhooks.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an api node says to the realtime nodes, by NOTIFY in the transaction of the events or by NATS after it: which sources have grown,
 * and to where. It only wakes: a reader that misses one finds the same in the store.
 */
public final class WakeUp {

    /** How many channels there are: a realtime node LISTENs on those of the sources that it has readers for. */
    public static final int CHANNELS = 8;

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

    /**
     * What is said on one channel.
     *
     * @param channel its number
     * @param payload as {@link #payload} has it
     */
    public record Message(int channel, String payload) {}

    /** What is to be said of sources that have grown to these positions: one message for each of their channels. */
    public static List<Message> messages(Map<Long, Long> lastSeqs) {
        Map<Integer, Map<Long, Long>> byChannel = new TreeMap<>();
        lastSeqs.forEach((source, seq) -> byChannel
                .computeIfAbsent(channel(source), channel -> new LinkedHashMap<>())
                .put(source, seq));
        return byChannel.entrySet().stream()
                .map(channel -> new Message(channel.getKey(), payload(channel.getValue())))
                .toList();
    }

    /** The number of the channel on which a source's wake-ups come. */
    public static int channel(long sourceId) {
        return Math.floorMod(sourceId, CHANNELS);
    }

    /** What a channel is called in PostgreSQL. */
    public static String channelName(int channel) {
        return "devhooks_event_" + channel;
    }

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
            if (numbers.length == 2) {
                position(numbers[0], numbers[1]).ifPresent(positions::add);
            }
        }
        return positions;
    }

    private static Optional<Position> position(String sourceId, String lastSeq) {
        try {
            return Optional.of(new Position(Long.parseLong(sourceId), Long.parseLong(lastSeq)));
        } catch (NumberFormatException noPosition) {
            return Optional.empty();
        }
    }
}
