package live.devhooks.bench.scenario;

import java.time.Duration;

/**
 * How much of everything where streams are measured.
 *
 * @param few streams with a reader each, compared with many; as many readers as one stream has
 * @param many streams with a reader each
 * @param each events of each of these streams in one burst
 * @param ofOne events of the stream that has many readers, in one burst
 * @param idle connections on which nothing happens
 * @param comingPerSecond readers that come and go in each second
 * @param perSecond webhooks a second while it is measured how long they take
 * @param calmPerSecond webhooks a second while somebody replays
 * @param pollEvery from one question of a payer who polls to the next
 * @param missed events that are replayed
 * @param returning readers that lose their node
 * @param patience how long anything may take before it is given up
 */
public record StreamScale(
        int few,
        int many,
        int each,
        int ofOne,
        int idle,
        int comingPerSecond,
        double perSecond,
        double calmPerSecond,
        Duration pollEvery,
        int missed,
        int returning,
        Duration patience) {

    /** What the figures are stated for. */
    public static StreamScale standard() {
        return new StreamScale(
                1_000,
                10_000,
                5,
                100,
                10_000,
                200,
                1_000,
                200,
                Duration.ofSeconds(3),
                10_000,
                5_000,
                Duration.ofMinutes(3));
    }
}
