package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A durable PostgreSQL with its tables and its log (WAL) on disks of their own, small ones, which a test fills. Whenever it ends it is
 * started again, as systemd and Kubernetes do.
 *
 * <p>The disks are mounts of a namespace that a shell holds, which is also what starts PostgreSQL again; from outside they are found
 * through that shell's root. They are gone when it ends.
 */
final class SmallDiskPostgres implements AutoCloseable {

    /** A disk, by its folder. */
    enum Disk {
        TABLES("postgres/base"),
        LOG("postgres/pg_wal"),
        /** Free for a node's journal. */
        JOURNAL("journal");

        private final String folder;

        Disk(String folder) {
            this.folder = folder;
        }
    }

    /** No larger than a page of PostgreSQL's: where that does not fit, none does. */
    private static final byte[] BALLAST = new byte[4_096];

    private static final Duration START = Duration.ofSeconds(30);

    /**
     * Arguments: the folder, PostgreSQL's program and its port. PostgreSQL does not run as root, which the shell is in its namespace, and so
     * gets another. It is not started again when the tests have ended.
     */
    private static final String SCRIPT = """
            set -e
            cd "$0"
            small() {
                mkdir -p "$1" disk
                mount -t tmpfs -o size="$2",mode=700 tmpfs disk
                cp -a "$1/." disk
                mount --move disk "$1"
            }
            small postgres/base 128m
            small postgres/pg_wal 56m
            small journal 16m
            while [ -d /proc/$PPID ]; do
                unshare -U "$1" -D "$0/postgres" -p "$2" -c unix_socket_directories= -c log_min_error_statement=panic \
                    -c min_wal_size=32MB -c max_wal_size=32MB -c wal_recycle=off || true
                sleep 1
            done
            """;

    private final Path folder;
    private final DatabaseProperties properties;
    private final Process shell;

    private SmallDiskPostgres(Path folder, DatabaseProperties properties, Process shell) {
        this.folder = folder;
        this.properties = properties;
        this.shell = shell;
    }

    /** Whether this machine lets us mount disks. */
    static boolean isPossible(Path empty) throws InterruptedException {
        try {
            return inNamespace("mount -t tmpfs tmpfs \"$0\" && unshare -U true", empty.toString())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Starts it in {@code folder}, with the schema in it. */
    static SmallDiskPostgres start(Path folder) throws IOException {
        Path cluster = folder.resolve("postgres");
        DatabaseProperties properties;
        try (MortalPostgres postgres = MortalPostgres.start(cluster)) {
            properties = postgres.properties();
            Database.open(properties).close();
        }
        // Begins with the program that ran here last.
        String[] options = Files.readString(cluster.resolve("postmaster.opts")).split(" ", 2);
        String port = properties.url().replaceAll(".*:(\\d+)/.*", "$1");
        Process shell = inNamespace(SCRIPT, folder.toString(), options[0], port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
        SmallDiskPostgres postgres = new SmallDiskPostgres(folder, properties, shell);
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> postgres.database()
                        .sql("select true")
                        .query(Boolean.class)
                        .single());
        return postgres;
    }

    DatabaseProperties properties() {
        return properties;
    }

    JdbcClient database() {
        return TestPostgres.superuser(properties);
    }

    /** Where others than PostgreSQL find a disk. */
    Path folder(Disk disk) {
        return Path.of("/proc", Long.toString(shell.pid()), "root")
                .resolve(Path.of("/").relativize(folder))
                .resolve(disk.folder);
    }

    /** Leaves no byte on it. */
    void fill(Disk disk) throws IOException {
        try (OutputStream ballast =
                Files.newOutputStream(ballast(disk), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (room(disk) > 0) {
                ballast.write(BALLAST);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** How many bytes are taken on it. */
    long taken(Disk disk) {
        return folder(disk).toFile().getTotalSpace() - room(disk);
    }

    private long room(Disk disk) {
        return folder(disk).toFile().getUsableSpace();
    }

    /** Takes away what it was filled with. */
    void empty(Disk disk) throws IOException {
        Files.deleteIfExists(ballast(disk));
    }

    /** Whether PostgreSQL has put these words into its log of what happens. */
    boolean hasSaid(String words) throws IOException {
        return Files.readString(folder.resolve("postgres.log")).contains(words);
    }

    @Override
    public void close() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(shell.toHandle()), shell.descendants()).toList();
        // In this order: nobody is to start it again.
        all.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Path ballast(Disk disk) {
        return folder(disk).resolve("ballast");
    }

    private static ProcessBuilder inNamespace(String script, String... arguments) {
        return new ProcessBuilder(Stream.concat(Stream.of("unshare", "-rm", "sh", "-c", script), Stream.of(arguments))
                .toList());
    }
}
