package live.devhooks.bench.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much of everything.
 *
 * @param rounds in each of which every contender is measured once; at most {@value #MAX_ROUNDS}
 * @param window how long a contender is measured in a round; at most a minute
 * @param connections of the load generator
 * @param warmUp when something is warm
 * @param tried numbers of connections of which the best is found for baselines that have one
 * @param tryOut how long each of them is tried
 * @param accounts that webhooks come for
 * @param sourcesEach how many sources each has
 * @param fewSources compared with many
 * @param manySources compared with few
 * @param purgedEvents how many events of a day are purged
 * @param streams the same for streams
 */
public record Scale(
        int rounds,
        Duration window,
        int connections,
        WarmUp warmUp,
        List<Integer> tried,
        Duration tryOut,
        int accounts,
        int sourcesEach,
        int fewSources,
        int manySources,
        int purgedEvents,
        StreamScale streams) {

    private static final int MAX_ROUNDS = 60;
    private static final Duration MAX_WINDOW = Duration.ofMinutes(1);
    private static final int MANY_EVENTS = 1_000_000;
    private static final int ALL_EVENTS = 10_000_000;

    /** Refuses what would go on for ever. */
    public Scale {
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new IllegalArgumentException("from 1 to " + MAX_ROUNDS + " rounds can be played");
        }
        if (window.toMillis() < 1 || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a round may take from 1 ms to " + MAX_WINDOW.toSeconds() + " s");
        }
    }

    /** What the figures are stated for: 64 connections, 200 accounts with 5 sources each. */
    public static Scale standard(int rounds, Duration window, boolean isFull) {
        return new Scale(
                rounds,
                window,
                64,
                new WarmUp(Duration.ofSeconds(3), 20, 30, 0.05),
                List.of(8, 16, 32, 64, 128),
                Duration.ofSeconds(2),
                200,
                5,
                10,
                10_000,
                isFull ? ALL_EVENTS : MANY_EVENTS,
                StreamScale.standard());
    }
}
