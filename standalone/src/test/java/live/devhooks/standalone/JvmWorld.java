package live.devhooks.standalone;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.DatabaseRole;
import live.devhooks.migrations.TestPostgres;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes that do everything, in this JVM, on one PostgreSQL that each reaches over a connection of its own that can be cut, and one clock that can be moved. */
final class JvmWorld implements StreamWorld, AutoCloseable {

    private static final int NODES = 2;
    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(30);
    private static final Duration SKEW = Duration.ofSeconds(2);

    private static final List<String> PROPERTIES = List.of(
            "--server.port=0",
            "--management.server.port=0",
            "--logging.level.root=INFO",
            "--logging.level.live.devhooks=DEBUG",
            "--devhooks.accounts.hash-strength=4",
            "--devhooks.accounts.sign-ups-per-address=1000000/1h",
            "--devhooks.plans.free.daily-events=100000000",
            // The clock goes on, and that of PostgreSQL does not: by minutes where many sequences follow each other.
            "--devhooks.ingest.duplicate-window=24h",
            "--devhooks.token.lifetime=" + TOKEN_LIFETIME.toSeconds() + "s",
            "--devhooks.feed.poll-interval=60ms",
            "--devhooks.feed.retry-interval=20ms",
            "--devhooks.feed.reconnect-max=200ms",
            "--devhooks.consumers.flush-interval=50ms");

    private final DatabaseProperties database = TestPostgres.freshDatabase();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<Node> nodes = new ArrayList<>();
    private boolean isCut;

    private record Node(PostgresProxy proxy, ConfigurableApplicationContext context) {

        /** Its connections that were cut are no longer in its way: otherwise whoever asks next may find that out. */
        void renewConnections() {
            Database store = context.getBean(Database.class);
            for (DatabaseRole role : DatabaseRole.values()) {
                ((HikariDataSource) store.as(role)).getHikariPoolMXBean().softEvictConnections();
            }
        }
    }

    private JvmWorld() {}

    static JvmWorld start(Path folder) throws IOException {
        JvmWorld world = new JvmWorld();
        Database.open(world.database).close();
        for (int number = 0; number < NODES; number++) {
            world.startNode(folder.resolve("node" + number));
        }
        return world;
    }

    private void startNode(Path data) throws IOException {
        PostgresProxy proxy = PostgresProxy.before(database);
        List<String> arguments = new ArrayList<>(PROPERTIES);
        arguments.addAll(SMALL_BOUNDS);
        arguments.add("--devhooks.data=" + data);
        arguments.addAll(NodeProcess.on(proxy.properties()));
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        ConfigurableApplicationContext context = new SpringApplicationBuilder(StandaloneApplication.class)
                .initializers(beans -> ((GenericApplicationContext) beans)
                        .registerBean("movableClock", InstantSource.class, () -> clock))
                .run(arguments.toArray(String[]::new));
        nodes.add(new Node(proxy, context));
    }

    @Override
    public int nodes() {
        return NODES;
    }

    @Override
    public URI api(int node) {
        return URI.create("http://localhost:" + port(node));
    }

    @Override
    public URI stomp(int node) {
        return URI.create("ws://localhost:" + port(node) + "/stomp");
    }

    private String port(int node) {
        return Objects.requireNonNull(nodes.get(node).context().getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public void deafen(int node) {
        nodes.get(node).proxy().deafen();
    }

    @Override
    public void hear(int node) {
        nodes.get(node).proxy().hear();
    }

    @Override
    public void cut(int node) {
        nodes.get(node).proxy().cut();
        isCut = true;
    }

    @Override
    public void expireTokens() {
        ahead.accumulateAndGet(TOKEN_LIFETIME.plus(SKEW), Duration::plus);
    }

    @Override
    public void killStreams(int node) {
        throw new UnsupportedOperationException("nodes in this JVM cannot be killed");
    }

    @Override
    public void killApi(int node) {
        throw new UnsupportedOperationException("nodes in this JVM cannot be killed");
    }

    @Override
    public void restartPostgres(boolean byKill) {
        throw new UnsupportedOperationException("others in this JVM use the same PostgreSQL");
    }

    /** What was missed stays missed: only the next is heard again. */
    @Override
    public void heal() {
        nodes.forEach(node -> node.proxy().hear());
        if (isCut) {
            nodes.forEach(Node::renewConnections);
            isCut = false;
        }
    }

    @Override
    public JdbcClient database() {
        return TestPostgres.superuser(database);
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.context().close();
            node.proxy().close();
        }
    }
}
