package live.devhooks.standalone;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import live.devhooks.migrations.DatabaseProperties;

/** A base backup by PostgreSQL's low-level interface, which is what {@code pg_basebackup} and others do: its files are copied while it works. */
final class PostgresBackup {

    private static final String WAL = "pg_wal";
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

    private PostgresBackup() {}

    /** Copies the cluster in {@code data}, which {@code database} is in, to {@code copy}, from where it can be started. */
    static void take(DatabaseProperties database, Path data, Path copy) throws IOException, SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('nightly', true)");
            copy(data, copy, Set.of(WAL));
            String label = label(statement);
            // What was written meanwhile; to a server of its own it would come from an archive.
            copy(data.resolve(WAL), copy.resolve(WAL), Set.of());
            Files.writeString(copy.resolve("backup_label"), label);
        }
        // PostgreSQL starts on no folder that others may read.
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(data));
    }

    private static String label(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void copy(Path from, Path to, Set<String> without) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return without.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(name(file))) {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }

            // Files go while the server works; what was in them is in what it has logged.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
