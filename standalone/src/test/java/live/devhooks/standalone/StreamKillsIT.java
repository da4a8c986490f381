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
 * Readers come and go while any of two api and two realtime processes, and PostgreSQL, are killed at random and come back: each is sent just its stream.
 * {@code -Ddevhooks.test.kill-seeds=20} has so many more at random, {@code -Ddevhooks.test.kill-seed=7} that seed alone.
 */
class StreamKillsIT {

    private static final int LENGTH = 24;
    private static final long FIXED_SEED = 1;

    private static ProcessWorld world;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        world = ProcessWorld.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        world.close();
    }

    /** One that is always the same, what happens meanwhile being chance enough; others where they are asked for. */
    static LongStream seeds() {
        Long one = Long.getLong("devhooks.test.kill-seed");
        int random = Integer.getInteger("devhooks.test.kill-seeds", 0);
        return one != null
                ? LongStream.of(one)
                : LongStream.concat(LongStream.of(FIXED_SEED), new Random().longs(random, 1_000, 1_000_000_000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachReaderIsSentItsStreamWhateverIsKilled(long seed) {
        CommandGenerator generator = CommandGenerator.ofKills(seed, world.nodes());
        new ModelRun(world).check(seed, generator.sequence(LENGTH));
    }
}
