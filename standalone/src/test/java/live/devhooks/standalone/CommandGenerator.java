package live.devhooks.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Makes sequences of commands out of a seed: the same seed, the same sequences. */
final class CommandGenerator {

    private static final List<ReaderKind> READERS = List.of(ReaderKind.values());
    private static final List<String> SESSIONS = List.of("", "a", "b");
    private static final int MOST_PUBLISHED = 6;

    /** Many have room in an outbox, one or two, or not a single one; of these a few are more than the system keeps for who does not read. */
    private static final List<Integer> BYTES = List.of(20, 20, 20, 20, 3_000, 3_000, 40_000);

    private static final int MOST_ACKNOWLEDGED = 4;

    private final Random random;
    private final int nodes;
    private final List<Function<CommandGenerator, StreamCommand>> choices = new ArrayList<>();

    private CommandGenerator(long seed, int nodes) {
        this.random = new Random(seed);
        this.nodes = nodes;
    }

    /** Readers come and go, nodes are deaf or cut off for a while; processes stay. */
    static CommandGenerator ofInterruptions(long seed, int nodes) {
        return new CommandGenerator(seed, nodes)
                .readers()
                .often(2, some -> new StreamCommand.ExpireTokens())
                .often(4, some -> new StreamCommand.Deafen(some.node()))
                .often(4, some -> new StreamCommand.Hear(some.node()))
                .often(2, some -> new StreamCommand.Cut(some.node()));
    }

    /** Processes are killed as well. */
    static CommandGenerator ofKills(long seed, int nodes) {
        return new CommandGenerator(seed, nodes)
                .readers()
                .often(6, some -> new StreamCommand.KillStreams(some.node()))
                .often(4, some -> new StreamCommand.KillApi(some.node()))
                .often(3, some -> new StreamCommand.RestartPostgres(some.random.nextBoolean()));
    }

    List<StreamCommand> sequence(int length) {
        List<StreamCommand> commands = new ArrayList<>();
        for (int number = 0; number < length; number++) {
            commands.add(choices.get(random.nextInt(choices.size())).apply(this));
        }
        return commands;
    }

    private CommandGenerator readers() {
        return often(
                        30,
                        some -> new StreamCommand.Publish(
                                some.node(),
                                some.session(),
                                1 + some.random.nextInt(MOST_PUBLISHED),
                                BYTES.get(some.random.nextInt(BYTES.size()))))
                .often(24, some -> new StreamCommand.Connect(some.reader(), some.node()))
                .often(6, some -> new StreamCommand.ConnectAll(some.node()))
                .often(9, some -> new StreamCommand.Drop(some.reader()))
                .often(3, some -> new StreamCommand.Leave(some.reader()))
                .often(5, some -> new StreamCommand.Pause(some.reader()))
                .often(3, some -> new StreamCommand.ReadOn(some.reader()))
                .often(4, some -> new StreamCommand.SubscribeAgain(some.reader()))
                .often(2, some -> new StreamCommand.Renew(some.reader()))
                .often(
                        12,
                        some -> new StreamCommand.Acknowledge(
                                some.consumer(), 1 + some.random.nextInt(MOST_ACKNOWLEDGED)))
                .often(3, some -> new StreamCommand.AcknowledgeLast(ReaderKind.BOOKKEEPER))
                .often(1, some -> new StreamCommand.Refuse(some.consumer()))
                .often(5, some -> new StreamCommand.AwaitAnswers());
    }

    private CommandGenerator often(int times, Function<CommandGenerator, StreamCommand> choice) {
        for (int time = 0; time < times; time++) {
            choices.add(choice);
        }
        return this;
    }

    private int node() {
        return random.nextInt(nodes);
    }

    private String session() {
        return SESSIONS.get(random.nextInt(SESSIONS.size()));
    }

    private ReaderKind reader() {
        return READERS.get(random.nextInt(READERS.size()));
    }

    private ReaderKind consumer() {
        return random.nextBoolean() ? ReaderKind.LEDGER : ReaderKind.BOOKKEEPER;
    }
}
