package live.devhooks.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;

/** A PostgreSQL and its hot standby, which has each commit on its disk before that is answered, and can take the other's place. */
final class PostgresPair implements AutoCloseable {

    /** What the standby calls itself. */
    private static final String NAME = "standby";

    private final MortalPostgres primary;
    private final MortalPostgres standby;

    private PostgresPair(MortalPostgres primary, MortalPostgres standby) {
        this.primary = primary;
        this.standby = standby;
    }

    static PostgresPair start(Path folder) throws IOException {
        Path data = folder.resolve("primary");
        MortalPostgres primary = MortalPostgres.start(data, Map.of("synchronous_standby_names", NAME));
        primary.stop();
        Path copy = folder.resolve("standby");
        copy(data, copy);
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost user=postgres port=%d application_name=%s'\n"
                        .formatted(primary.port(), NAME));
        primary.start();
        return new PostgresPair(primary, MortalPostgres.start(copy));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file))));
        }
        // PostgreSQL starts on no folder that others may read.
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leads to whichever of the two takes writes. */
    DatabaseProperties properties() {
        return TestPostgres.properties(
                "jdbc:postgresql://localhost:%d,localhost:%d/postgres?targetServerType=primary&hostRecheckSeconds=1"
                        .formatted(primary.port(), standby.port()),
                "postgres",
                null);
    }

    /** {@code kill -9} of the one, after which the other takes its place. */
    void failOver() throws IOException {
        primary.kill();
        TestPostgres.superuser(standby.properties())
                .sql("select pg_promote()")
                .query(Boolean.class)
                .single();
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
