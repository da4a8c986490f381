package live.devhooks.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import live.devhooks.migrations.Database;

/** Two api and three realtime processes on a PostgreSQL with a hot standby; whoever asks is sent to one after the other. */
final class Cluster implements AutoCloseable {

    /** How many api processes it has. */
    static final int APIS = 2;

    /** How many realtime processes it has. */
    static final int STREAMS = 3;

    private static final String MIGRATES = "--devhooks.database.migrate=";

    private final PostgresPair postgres;
    private final Role apis;
    private final Role streams;

    private Cluster(PostgresPair postgres, NodeVersion version, boolean apisMigrate) {
        this.postgres = postgres;
        this.apis = new Role(
                version,
                APIS,
                of -> of.startApi(
                        postgres.properties(),
                        MIGRATES + (apisMigrate && of.equals(version)),
                        "--devhooks.accounts.hash-strength=4",
                        "--devhooks.plans.free.daily-events=10000000"));
        this.streams = new Role(
                version,
                STREAMS,
                of -> of.startRealtime(postgres.properties(), MIGRATES + false, "--devhooks.pulse.drain=1s"));
    }

    /** All of the current version, on a schema that has been brought up to date before. */
    static Cluster start(Path folder) throws IOException {
        PostgresPair postgres = PostgresPair.start(folder);
        Database.open(postgres.properties()).close();
        return new Cluster(postgres, NodeVersion.current(), false);
    }

    /** All of {@code version}, whose api processes make the schema, and look after it at each of their starts. */
    static Cluster startWithSchemaOf(NodeVersion version, Path folder) throws IOException {
        return new Cluster(PostgresPair.start(folder), version, true);
    }

    private record Node(NodeVersion version, NodeProcess process) {}

    /** Processes that do the same. */
    private static final class Role {

        private final Function<NodeVersion, NodeProcess> start;
        private final List<Node> nodes;
        private final AtomicInteger turn = new AtomicInteger();

        Role(NodeVersion version, int count, Function<NodeVersion, NodeProcess> start) {
            this.start = start;
            this.nodes = new CopyOnWriteArrayList<>(IntStream.range(0, count)
                    .parallel()
                    .mapToObj(number -> startOne(version))
                    .toList());
        }

        private Node startOne(NodeVersion version) {
            return new Node(version, start.apply(version));
        }

        URI next() {
            return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()))
                    .process()
                    .base();
        }

        URI of(NodeVersion version) {
            return nodes.get(firstOf(version)).process().base();
        }

        private int firstOf(NodeVersion version) {
            return IntStream.range(0, nodes.size())
                    .filter(number -> nodes.get(number).version().equals(version))
                    .findFirst()
                    .orElseThrow();
        }

        /** As a roll-out does: the next one is there before one goes, and nobody is sent to that one any more. */
        void replace(int number, NodeVersion version) {
            Node before = nodes.set(number, startOne(version));
            before.process().close();
        }

        void rollOut(int first, NodeVersion version) {
            IntStream.range(0, first)
                    .filter(number -> !nodes.get(number).version().equals(version))
                    .forEach(number -> replace(number, version));
        }

        void restart(int number) {
            replace(number, nodes.get(number).version());
        }

        /** {@code kill -9}, and a new one in its place. */
        void crashOneOf(NodeVersion version) {
            int number = firstOf(version);
            nodes.get(number).process().kill();
            nodes.set(number, startOne(version));
        }
    }

    URI api() {
        return apis.next();
    }

    URI stomp() {
        return stomp(streams.next());
    }

    /** An api process of {@code version}. */
    URI api(NodeVersion version) {
        return apis.of(version);
    }

    /** Where a realtime process of {@code version} takes connections. */
    URI stomp(NodeVersion version) {
        return stomp(streams.of(version));
    }

    private static URI stomp(URI node) {
        return URI.create("ws://localhost:" + node.getPort() + "/stomp");
    }

    /** Restarts so many of each role, one after the other. */
    void restart(int ofEach) {
        IntStream.range(0, Math.min(ofEach, APIS)).forEach(apis::restart);
        IntStream.range(0, Math.min(ofEach, STREAMS)).forEach(streams::restart);
    }

    /** Puts {@code version} in the place of the first processes of each role that are of another one, one after the other. */
    void rollOut(NodeVersion version, int ofApis, int ofStreams) {
        apis.rollOut(ofApis, version);
        streams.rollOut(ofStreams, version);
    }

    /** Kills one process of {@code version} in each role, and starts it again. */
    void crashOneOfEach(NodeVersion version) {
        apis.crashOneOf(version);
        streams.crashOneOf(version);
    }

    PostgresPair postgres() {
        return postgres;
    }

    @Override
    public void close() throws IOException {
        apis.nodes.forEach(node -> node.process().close());
        streams.nodes.forEach(node -> node.process().close());
        postgres.close();
    }
}
