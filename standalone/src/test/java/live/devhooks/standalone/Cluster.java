package live.devhooks.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import live.devhooks.migrations.Database;

/** Two api and three realtime processes on a PostgreSQL with a hot standby; whoever asks is sent to one after the other. */
final class Cluster implements AutoCloseable {

    private static final int APIS = 2;
    private static final int STREAMS = 3;

    private final PostgresPair postgres;
    private final Role apis;
    private final Role streams;

    private Cluster(PostgresPair postgres) {
        this.postgres = postgres;
        this.streams = new Role(
                STREAMS,
                () -> NodeProcess.realtime(
                        postgres.properties(), "--devhooks.database.migrate=false", "--devhooks.pulse.drain=1s"));
        this.apis = new Role(
                APIS,
                () -> NodeProcess.api(
                        postgres.properties(),
                        "--devhooks.database.migrate=false",
                        "--devhooks.accounts.hash-strength=4",
                        "--devhooks.plans.free.daily-events=10000000"));
    }

    static Cluster start(Path folder) throws IOException {
        PostgresPair postgres = PostgresPair.start(folder);
        Database.open(postgres.properties()).close();
        return new Cluster(postgres);
    }

    /** Processes that do the same. */
    private static final class Role {

        private final Supplier<NodeProcess> start;
        private final List<NodeProcess> processes;
        private final AtomicInteger turn = new AtomicInteger();

        Role(int count, Supplier<NodeProcess> start) {
            this.start = start;
            this.processes = new CopyOnWriteArrayList<>(IntStream.range(0, count)
                    .parallel()
                    .mapToObj(number -> start.get())
                    .toList());
        }

        URI next() {
            return processes
                    .get(Math.floorMod(turn.getAndIncrement(), processes.size()))
                    .base();
        }

        /** As a roll-out does: the next one is there before one goes, and nobody is sent to that one any more. */
        void restart(int number) {
            NodeProcess before = processes.set(number, start.get());
            before.close();
        }
    }

    URI api() {
        return apis.next();
    }

    URI stomp() {
        return URI.create("ws://localhost:" + streams.next().getPort() + "/stomp");
    }

    /** Restarts so many of each role, one after the other. */
    void restart(int ofEach) {
        IntStream.range(0, Math.min(ofEach, APIS)).forEach(apis::restart);
        IntStream.range(0, Math.min(ofEach, STREAMS)).forEach(streams::restart);
    }

    PostgresPair postgres() {
        return postgres;
    }

    @Override
    public void close() throws IOException {
        apis.processes.forEach(NodeProcess::close);
        streams.processes.forEach(NodeProcess::close);
        postgres.close();
    }
}
