package live.devhooks.bench.load;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * What became of an order.
 *
 * @param statuses how many answers had which HTTP status
 * @param broken requests whose connection ended before their answer
 * @param unanswered requests whose answer did not come before the generator stopped waiting for it
 * @param unsent requests that were due and had no connection in time; their waiting counts as latency
 * @param seconds how long requests were sent
 * @param perSecond answers in a second of that time
 * @param latency of all that were answered, and of the unsent
 * @param cores how many processor cores the generator itself kept busy
 */
public record LoadResult(
        Map<String, Long> statuses,
        long broken,
        long unanswered,
        long unsent,
        double seconds,
        double perSecond,
        Latency latency,
        double cores) {

    private static final int OK = 200;

    /** How many were answered 200. */
    public long ok() {
        return answered(OK);
    }

    /** How many were answered with this status. */
    public long answered(int status) {
        return statuses.getOrDefault(Integer.toString(status), 0L);
    }

    /** Whether all that was due was sent and answered 200. */
    public boolean isAllOk() {
        return isAll(OK);
    }

    /** Whether all that was due was sent and answered with one of these. */
    public boolean isAll(int... expected) {
        long answered = IntStream.of(expected).mapToLong(this::answered).sum();
        return broken == 0
                && unanswered == 0
                && unsent == 0
                && answered
                        == statuses.values().stream().mapToLong(Long::longValue).sum();
    }
}
