package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresProcessIT {

    @Test
    void isDurableAndClosedAndKeepsItsDataOverARestart(@TempDir Path temp) throws IOException {
        Path folder = temp.resolve("data");
        try (PostgresProcess first = PostgresProcess.start(folder)) {
            JdbcClient client = client(first, first.password());
            assertThat(setting(client, "fsync")).isEqualTo("on");
            assertThat(setting(client, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(client, "full_page_writes")).isEqualTo("on");
            assertThat(setting(client, "listen_addresses")).isEqualTo("localhost");
            client.sql("create table kept (it int)").update();

            assertThatThrownBy(() -> setting(client(first, "guessed"), "fsync"))
                    .hasRootCauseInstanceOf(SQLException.class)
                    .rootCause()
                    .hasMessageContaining("password authentication failed");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");

        try (PostgresProcess second = PostgresProcess.start(folder)) {
            assertThat(client(second, second.password())
                            .sql("select * from kept")
                            .query()
                            .listOfRows())
                    .isEmpty();
        }
    }

    @Test
    void worksAsALoginThatIsNoSuperuser(@TempDir Path temp) {
        try (PostgresProcess postgres = PostgresProcess.start(temp.resolve("data"))) {
            assertThat(client(postgres, postgres.password())
                            .sql("select rolsuper from pg_roles where rolname = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
        }
    }

    @Test
    void aFirstStartThatWasInterruptedIsBegunAnew(@TempDir Path temp) throws IOException {
        Path cluster = Files.createDirectories(temp.resolve("data/postgres"));
        Files.writeString(cluster.resolve("postgresql.conf"), "as initdb leaves it halfway");
        Files.createDirectories(temp.resolve("data/binaries/PG-half"));

        try (PostgresProcess postgres = PostgresProcess.start(temp.resolve("data"))) {
            assertThat(setting(client(postgres, postgres.password()), "fsync")).isEqualTo("on");
        }
        try (java.util.stream.Stream<Path> files = Files.list(temp.resolve("data"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("postgres.unfinished-")))
                    .singleElement()
                    .satisfies(aside ->
                            assertThat(aside.resolve("postgresql.conf")).exists());
        }
    }

    @Test
    void dataWithoutItsPasswordIsNotTouched(@TempDir Path temp) throws IOException {
        Path folder = temp.resolve("data");
        PostgresProcess.start(folder).close();
        Files.delete(folder.resolve("postgres.password"));

        assertThatThrownBy(() -> PostgresProcess.start(folder))
                .isInstanceOf(PostgresNotStarted.class)
                .hasMessageContaining("postgres.password");

        assertThat(folder.resolve("postgres/pg_hba.conf")).exists();
    }

    @Test
    void aClusterWhoseDoorIsLockedIsReadyEvenWithoutTheSign(@TempDir Path temp) throws IOException {
        Path folder = temp.resolve("data");
        try (PostgresProcess first = PostgresProcess.start(folder)) {
            client(first, first.password()).sql("create table kept (it int)").update();
        }
        Files.delete(folder.resolve("ready"));

        try (PostgresProcess second = PostgresProcess.start(folder)) {
            assertThat(client(second, second.password())
                            .sql("select * from kept")
                            .query()
                            .listOfRows())
                    .isEmpty();
        }
    }

    @Test
    void aFolderThatIsThereKeepsItsPermissions(@TempDir Path temp) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        PostgresProcess.start(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFolderServesOneAtATime(@TempDir Path temp) {
        try (PostgresProcess first = PostgresProcess.start(temp.resolve("data"))) {
            assertThat(first.jdbcUrl()).isNotBlank();

            assertThatThrownBy(() -> PostgresProcess.start(temp.resolve("data")))
                    .isInstanceOf(PostgresNotStarted.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aPidThatBelongsToSomebodyElseIsLeftAlone(@TempDir Path data) throws IOException {
        Process other = new ProcessBuilder(List.of("tail", "-f", "/dev/null")).start();
        try {
            long started = java.time.Instant.now().getEpochSecond();
            Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n" + started + "\n");

            StalePostmaster.stop(data);

            assertThat(other.isAlive()).isTrue();
            assertThat(data.resolve("postmaster.pid")).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    private static String setting(JdbcClient client, String name) {
        return client.sql("show " + name).query(String.class).single();
    }

    private static JdbcClient client(PostgresProcess postgres, String password) {
        return JdbcClient.create(new DriverManagerDataSource(postgres.jdbcUrl(), PostgresProcess.LOGIN, password));
    }
}
