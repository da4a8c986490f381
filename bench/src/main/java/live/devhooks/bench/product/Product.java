package live.devhooks.bench.product;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import live.devhooks.api.ingestion.WithoutChecks;
import live.devhooks.api.ingestion.WithoutQuota;
import live.devhooks.bench.stage.JavaCommand;
import live.devhooks.bench.stage.Postgres;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;
import live.devhooks.protocol.Secret;

/** An api node as a process of its own on a database of its own, configured so that no request is refused. */
public final class Product implements AutoCloseable {

    /** Given to api nodes beside those that every server of a benchmark has, for a profile for example. */
    public static final String JAVA_OPTIONS = "DEVHOOKS_BENCH_JAVA_OPTS";

    /** A limit that no benchmark comes to. */
    public static final String NEVER_REACHED = "1000000000";

    private final Postgres postgres;
    private final String database;
    private final ServerProcess process;

    private Product(Postgres postgres, String database, ServerProcess process) {
        this.postgres = postgres;
        this.database = database;
        this.process = process;
    }

    /** Starts the executable jar, as it is run by whoever runs it. It has to be awaited. */
    public static Product start(Workplace place, Postgres postgres, String database, List<String> properties)
            throws IOException, SQLException {
        return start(place, postgres, database, properties, List.of());
    }

    /** The same with more options for its JVM. */
    public static Product start(
            Workplace place, Postgres postgres, String database, List<String> properties, List<String> moreOptions)
            throws IOException, SQLException {
        List<String> options = new ArrayList<>(javaOptions());
        options.addAll(moreOptions);
        List<String> arguments = arguments(postgres, database, properties);
        return run(place, postgres, database, JavaCommand.of(place.jar("api"), options, arguments));
    }

    /** What its JVM is given. */
    public static List<String> javaOptions() {
        List<String> options = new ArrayList<>(ServerProcess.JAVA_OPTIONS);
        Pattern.compile(" ")
                .splitAsStream(System.getenv().getOrDefault(JAVA_OPTIONS, ""))
                .filter(option -> !option.isEmpty())
                .forEach(options::add);
        return options;
    }

    /** The same node with {@link WithoutChecks}, from the classpath of this process. */
    public static Product startWithoutChecks(Workplace place, Postgres postgres, String database)
            throws IOException, SQLException {
        List<String> arguments = arguments(postgres, database, List.of());
        return run(
                place, postgres, database, JavaCommand.of(WithoutChecks.class, ServerProcess.JAVA_OPTIONS, arguments));
    }

    /** One more node on the database of another one, with {@link WithoutQuota}, from the classpath of this process. */
    public static Product startWithoutQuota(
            Workplace place, Postgres postgres, String database, List<String> properties) throws IOException {
        List<String> arguments = arguments(postgres, database, properties);
        List<String> command = JavaCommand.of(WithoutQuota.class, ServerProcess.JAVA_OPTIONS, arguments);
        return new Product(postgres, database, ServerProcess.start(database + "-without-quota", command, place.logs()));
    }

    private static Product run(Workplace place, Postgres postgres, String database, List<String> command)
            throws IOException, SQLException {
        postgres.createDatabase(database);
        return new Product(postgres, database, ServerProcess.start(database, command, place.logs()));
    }

    private static List<String> arguments(Postgres postgres, String database, List<String> properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--devhooks.database.url=" + postgres.url(database),
                "--devhooks.database.username=" + Postgres.USER,
                // Any that is free.
                "--management.server.port=0",
                "--devhooks.plans." + Sources.PLAN + ".burst=" + NEVER_REACHED,
                "--devhooks.plans." + Sources.PLAN + ".daily-events=" + NEVER_REACHED));
        arguments.addAll(properties);
        return arguments;
    }

    /** Returns when it takes requests. */
    public Product awaitReady() throws IOException {
        process.awaitReady();
        return this;
    }

    /** Makes accounts with sources; returns the paths of their callback URLs, those of an account one after the other. */
    public List<String> makeSources(int accounts, int sourcesEach) throws SQLException {
        return makeSources(Sources.PLAN, accounts, sourcesEach);
    }

    /** The same, with accounts of another plan than that by which nothing is refused. */
    public List<String> makeSources(String plan, int accounts, int sourcesEach) throws SQLException {
        try (Connection connection = connect()) {
            return Sources.make(connection, plan, accounts, sourcesEach).stream()
                    .map(BenchSource::path)
                    .toList();
        }
    }

    /** Makes accounts with sources that can be read. */
    public List<BenchSource> makeReadableSources(int accounts, int sourcesEach) throws SQLException {
        try (Connection connection = connect()) {
            List<BenchSource> sources = Sources.make(connection, Sources.PLAN, accounts, sourcesEach);
            Sources.makeSecrets(connection, sources);
            return sources;
        }
    }

    /** Makes a key by which all of {@code account} can be read and changed. */
    public Secret makeAccountKey(UUID account) throws SQLException {
        try (Connection connection = connect()) {
            return Sources.makeAccountKey(connection, account);
        }
    }

    /** How many events it has numbered. */
    public long events() throws SQLException {
        try (Connection connection = connect()) {
            return Postgres.number(connection, "select coalesce(sum(last_seq), 0) from devhooks.source_position");
        }
    }

    /** Fails unless as many events are stored as were answered 200; returns the note that says so. */
    public String checkThatAreStored(long answered) throws IOException, SQLException {
        long events = events();
        if (events != answered) {
            throw new IOException("%d webhooks were answered 200, and %d are stored".formatted(answered, events));
        }
        return "%,d webhooks were answered 200 by the product, and as many events are stored".formatted(events);
    }

    /** A connection of the superuser to its database. */
    public Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    /** Where it takes requests. */
    public URI base() {
        return process.base();
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public void close() {
        process.close();
    }
}
