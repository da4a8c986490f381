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
            Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n");

            StalePostmaster.stop(data);

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private static String setting(JdbcClient client, String name) {
        return client.sql("show " + name).query(String.class).single();
    }

    private static JdbcClient client(PostgresProcess postgres, String password) {
        return JdbcClient.create(new DriverManagerDataSource(postgres.jdbcUrl(), PostgresProcess.SUPERUSER, password));
    }
}
