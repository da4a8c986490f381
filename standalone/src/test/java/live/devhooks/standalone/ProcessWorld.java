package live.devhooks.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Api and realtime nodes as processes of their own on a PostgreSQL of their own, all of which can be killed. Tokens run out by themselves after seconds. */
final class ProcessWorld implements StreamWorld, AutoCloseable {

    private static final int NODES = 2;

    private final MortalPostgres postgres;
    private final PostgresProxies proxies;
    private final List<RevivedProcess> apis;
    private final List<RevivedProcess> streams;

    /** The way of each node to PostgreSQL: first those of the api nodes, then those of the others. */
    private record PostgresProxies(List<PostgresProxy> all) {

        PostgresProxy api(int node) {
            return all.get(node);
        }

        PostgresProxy streams(int node) {
            return all.get(NODES + node);
        }
    }

    private ProcessWorld(MortalPostgres postgres, PostgresProxies proxies, Path folder) {
        this.postgres = postgres;
        this.proxies = proxies;
        this.apis = revived(node -> startApi(folder, node));
        this.streams = revived(this::startStreams);
    }

    static ProcessWorld start(Path folder) throws IOException {
        MortalPostgres postgres = MortalPostgres.start(folder.resolve("postgres"));
        Database.open(postgres.properties()).close();
        PostgresProxy[] proxies = new PostgresProxy[2 * NODES];
        for (int node = 0; node < proxies.length; node++) {
            proxies[node] = PostgresProxy.before(postgres.properties());
        }
        ProcessWorld world = new ProcessWorld(postgres, new PostgresProxies(List.of(proxies)), folder);
        world.awaitAll();
        return world;
    }

    private static List<RevivedProcess> revived(IntFunction<NodeProcess> start) {
        return IntStream.range(0, NODES)
                .mapToObj(node -> new RevivedProcess(() -> start.apply(node)))
                .toList();
    }

    private NodeProcess startApi(Path folder, int node) {
        return NodeProcess.api(
                proxies.api(node).properties(),
                "--devhooks.ingest.journal.enabled=true",
                "--devhooks.ingest.journal.folder=" + folder.resolve("journal" + node),
                "--devhooks.accounts.hash-strength=4",
                "--devhooks.plans.free.daily-events=10000000",
                "--devhooks.token.lifetime=3s");
    }

    private NodeProcess startStreams(int node) {
        List<String> arguments = new ArrayList<>(SMALL_BOUNDS);
        arguments.add("--devhooks.feed.reconnect-max=500ms");
        return NodeProcess.realtime(proxies.streams(node).properties(), arguments.toArray(String[]::new));
    }

    private void awaitAll() {
        Stream.concat(apis.stream(), streams.stream()).forEach(RevivedProcess::await);
    }

    @Override
    public int nodes() {
        return NODES;
    }

    @Override
    public URI api(int node) {
        return one(apis, node).base();
    }

    @Override
    public URI stomp(int node) {
        return URI.create("ws://localhost:" + one(streams, node).base().getPort() + "/stomp");
    }

    private static NodeProcess one(List<RevivedProcess> processes, int node) {
        RevivedProcess other = processes.get((node + 1) % NODES);
        return (processes.get(node).isThere() || !other.isThere() ? processes.get(node) : other).await();
    }

    @Override
    public void deafen(int node) {
        proxies.streams(node).deafen();
    }

    @Override
    public void hear(int node) {
        proxies.streams(node).hear();
    }

    @Override
    public void cut(int node) {
        proxies.api(node).cut();
        proxies.streams(node).cut();
    }

    /** They do so by themselves. */
    @Override
    public void expireTokens() {}

    @Override
    public void killStreams(int node) {
        streams.get(node).kill();
    }

    @Override
    public void killApi(int node) {
        apis.get(node).kill();
    }

    /** A node does not start without its database, so that all are there before it goes. */
    @Override
    public void restartPostgres(boolean byKill) throws IOException {
        awaitAll();
        if (byKill) {
            postgres.kill();
        } else {
            postgres.stop();
        }
        postgres.start();
    }

    @Override
    public void heal() {
        proxies.all().forEach(PostgresProxy::hear);
        awaitAll();
    }

    @Override
    public JdbcClient database() {
        return TestPostgres.superuser(postgres.properties());
    }

    @Override
    public void close() throws IOException {
        Stream.concat(apis.stream(), streams.stream()).forEach(RevivedProcess::close);
        for (PostgresProxy proxy : proxies.all()) {
            proxy.close();
        }
        postgres.close();
    }
}
