package live.devhooks.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Readers come, go and come back at random, on two nodes, one of which is deaf or cut off at times, while events arrive at both: each is sent just its
 * stream. {@code -Ddevhooks.test.stream-seeds=200} has so many more at random, {@code -Ddevhooks.test.stream-seed=7} that seed alone.
 */
class StreamModelIT {

    private static final int SEQUENCES = 8;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 50;
    private static final int FIXED_SEEDS = 4;

    private static JvmWorld world;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        world = JvmWorld.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        world.close();
    }

    /** A few that are always the same, so that a change is not blamed for what chance has found; others where they are asked for. */
    static LongStream seeds() {
        Long one = Long.getLong("devhooks.test.stream-seed");
        int random = Integer.getInteger("devhooks.test.stream-seeds", 0);
        return one != null
                ? LongStream.of(one)
                : LongStream.concat(
                        LongStream.rangeClosed(1, FIXED_SEEDS), new Random().longs(random, 1_000, 1_000_000_000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachReaderIsSentItsStreamWhateverHappens(long seed) {
        CommandGenerator generator = CommandGenerator.ofInterruptions(seed, world.nodes());
        Random lengths = new Random(seed);
        for (int number = 0; number < SEQUENCES; number++) {
            new ModelRun(world).check(seed, generator.sequence(lengths.nextInt(SHORTEST, LONGEST)));
        }
    }
}
