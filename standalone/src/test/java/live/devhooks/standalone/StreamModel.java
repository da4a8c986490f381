package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One sequence of commands on a source of its own. When it is over, all readers read on to the end; then what each was sent, from each of its starts
 * on, must be its stream: no gap, nothing twice, in order.
 */
final class StreamModel implements AutoCloseable {

    private static final String SOURCE = "payment-flow";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int ALL = Integer.MAX_VALUE;

    private final StreamWorld world;
    private final boolean connectionsMayEnd;
    private final Map<ReaderKind, ModelReader> readers = new EnumMap<>(ReaderKind.class);
    private final Map<URI, Merchant> strangers = new HashMap<>();
    private final ModelSender sender;
    private final Merchant merchant;
    private final String secret;
    private final String ingestKey;

    private record Stored(long seq, @Nullable String session) {}

    private StreamModel(StreamWorld world, boolean connectionsMayEnd) {
        this.world = world;
        this.connectionsMayEnd = connectionsMayEnd;
        this.merchant = signUp(world);
        String path = merchant.createSource(SOURCE).getPath();
        this.ingestKey = path.substring(path.lastIndexOf('/') + 1);
        this.secret = merchant.createSecret(SOURCE);
        this.sender = new ModelSender(world, merchant, path);
        for (ReaderKind kind : ReaderKind.values()) {
            readers.put(kind, new ModelReader(kind, connectionsMayEnd));
        }
    }

    /** After what was done to it before, the world may have to come to itself. */
    private static Merchant signUp(StreamWorld world) {
        AtomicReference<Merchant> merchant = new AtomicReference<>();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .untilAsserted(() -> merchant.set(Merchant.signUp(world.api(0))));
        return Objects.requireNonNull(merchant.get());
    }

    /** Runs a sequence; fails where a reader was not sent what it should have been. */
    static void run(StreamWorld world, List<StreamCommand> commands) throws IOException {
        boolean connectionsMayEnd = commands.stream().anyMatch(StreamCommand::endsConnections);
        try (StreamModel model = new StreamModel(world, connectionsMayEnd)) {
            for (StreamCommand command : commands) {
                command.on(model);
                model.readers.values().forEach(ModelReader::takeAll);
            }
            model.check();
        } finally {
            world.heal();
        }
    }

    StreamWorld world() {
        return world;
    }

    ModelReader reader(ReaderKind kind) {
        return Objects.requireNonNull(readers.get(kind));
    }

    void publish(int node, String session, int count, int bytes) {
        sender.send(node, session, count, bytes);
    }

    void awaitAnswers() {
        sender.awaitAnswers();
    }

    void connect(ReaderKind kind, int node) {
        connect(List.of(kind), node);
    }

    void connectAll(int node) {
        connect(List.of(ReaderKind.values()), node);
    }

    /** Those who are not connected; they subscribe when all of them are. */
    private void connect(List<ReaderKind> kinds, int node) {
        Map<ReaderKind, Merchant.Token> connected = new EnumMap<>(ReaderKind.class);
        for (ReaderKind kind : kinds) {
            if (!reader(kind).isConnected()) {
                token(node)
                        .filter(token -> reader(kind).connect(world.stomp(node), token))
                        .ifPresent(token -> connected.put(kind, token));
            }
        }
        // Counted before they ask for their places.
        long answered = sender.answered();
        connected.forEach((kind, token) -> reader(kind).subscribe(token, node, answered));
    }

    void subscribeAgain(ReaderKind kind) {
        long answered = sender.answered();
        token(0).ifPresent(token -> reader(kind).subscribeAgain(token, answered));
    }

    void renew(ReaderKind kind) {
        token(0).ifPresent(reader(kind)::renew);
    }

    void expireTokens() {
        world.expireTokens();
        readers.values().forEach(ModelReader::expectExpiry);
    }

    /** Empty where the database, or the node, is away. */
    private Optional<Merchant.Token> token(int node) {
        try {
            return Optional.of(strangers
                    .computeIfAbsent(world.api(node), Merchant::stranger)
                    .token(SOURCE, secret));
        } catch (UncheckedIOException | AssertionError e) {
            if (connectionsMayEnd) {
                return Optional.empty();
            }
            // A connection that was cut in the sequence before may be found out only now.
            await().untilAsserted(() -> strangers
                    .computeIfAbsent(world.api(node), Merchant::stranger)
                    .token(SOURCE, secret));
            return token(node);
        }
    }

    private void check() {
        world.heal();
        sender.awaitAnswers();
        // The last of each stream: what came twice before it would be seen.
        sender.send(0, "a", 1, 0);
        sender.send(1, "b", 1, 0);
        sender.awaitAnswers();
        sender.send(0, "", 1, 0);
        sender.awaitAnswers();
        List<Stored> stored = awaitStored();
        readers.forEach((kind, reader) -> readToTheEnd(kind, reader, stream(kind, stored)));
        readers.forEach((kind, reader) -> reader.check(stream(kind, stored)));
    }

    /** What was answered while the database was away comes there later. */
    private List<Stored> awaitStored() {
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(() -> stored().size() >= sender.answered());
        List<Stored> stored = stored();
        assertThat(stored.stream().map(Stored::seq))
                .as("seqs of the %d events that were answered", sender.answered())
                .isEqualTo(LongStream.rangeClosed(1, sender.answered()).boxed().toList());
        return stored;
    }

    private List<Stored> stored() {
        JdbcClient database = world.database();
        return database.sql("""
                select seq, session from devhooks.event
                where source_id = (select source_id from devhooks.ingest_key where key = ?) order by seq
                """)
                .param(ingestKey)
                .query((row, number) -> new Stored(row.getLong("seq"), row.getString("session")))
                .list();
    }

    private static List<Long> stream(ReaderKind kind, List<Stored> stored) {
        List<Long> seqs = new ArrayList<>();
        for (Stored event : stored) {
            if (kind.session().isEmpty() || kind.session().get().equals(event.session())) {
                seqs.add(event.seq());
            }
        }
        return seqs;
    }

    private void readToTheEnd(ReaderKind kind, ModelReader reader, List<Long> stream) {
        long last = stream.get(stream.size() - 1);
        int[] turn = {0};
        await(kind + " is sent all of its stream, of which " + last + " is the last")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .conditionEvaluationListener(state -> {})
                .until(() -> {
                    connect(kind, turn[0]++ % world.nodes());
                    reader.readOn();
                    reader.takeAll();
                    reader.acknowledge(ALL);
                    return reader.has(last);
                });
    }

    @Override
    public void close() {
        sender.close();
        readers.values().forEach(ModelReader::close);
    }
}
