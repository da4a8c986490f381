package live.devhooks.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sequences of commands in a world, and where one fails tells of the shortest part of it that does. It does for itself what jqwik does, which needs
 * a JUnit platform before 6, and takes a sequence that does not fail the second time for one that does not fail.
 */
final class ModelRun {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRun.class);
    private static final Duration SHRINKING = Duration.ofMinutes(3);

    /** Threads take other turns each time: what does not fail at once may fail yet. */
    private static final int TRIES = 3;

    private final StreamWorld world;

    ModelRun(StreamWorld world) {
        this.world = world;
    }

    /** Fails where the sequence does. */
    void check(long seed, List<StreamCommand> commands) {
        Optional<Throwable> failure = failureOf(commands);
        if (failure.isEmpty()) {
            return;
        }
        LOG.warn(
                "a sequence of seed {} fails and is made shorter: {}",
                seed,
                failure.get().toString());
        List<StreamCommand> shortest = new Shrinking(SHRINKING).shrink(commands, this::failsAgain);
        throw new AssertionError(
                "seed %d, %d commands, of which these fail:%n%s%nThe whole sequence failed with: %s"
                        .formatted(
                                seed,
                                commands.size(),
                                lines(shortest),
                                failure.get().getMessage()),
                failureOf(shortest).orElse(failure.get()));
    }

    private boolean failsAgain(List<StreamCommand> commands) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (failureOf(commands).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whatever it is that goes wrong, it is the sequence's. */
    private Optional<Throwable> failureOf(List<StreamCommand> commands) {
        try {
            StreamModel.run(world, commands);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static String lines(List<StreamCommand> commands) {
        return commands.stream().map(command -> "  " + command).collect(Collectors.joining("\n"));
    }
}
