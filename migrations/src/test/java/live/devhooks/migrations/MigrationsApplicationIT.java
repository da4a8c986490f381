package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MigrationsApplicationIT {

    private final DatabaseProperties database = TestPostgres.freshDatabase();

    @Test
    void bringsTheSchemaUpToDateAndHasNothingToDoTheNextTime() {
        migrate(database.url());
        List<String> history = history();
        migrate(database.url());

        assertThat(history).isNotEmpty().isEqualTo(history());
    }

    @Test
    void waitsForADatabaseThatIsNotThereYet(CapturedOutput output) {
        String late = database.url().substring(database.url().lastIndexOf('/') + 1) + "_late";
        String url = database.url().substring(0, database.url().lastIndexOf('/') + 1) + late;

        CompletableFuture<Void> migrating =
                CompletableFuture.runAsync(() -> migrate(url, "--devhooks.migrations.database-wait=1m"));
        await().until(() -> output.getOut().contains("Connection error"));
        TestPostgres.superuser(database).sql("create database " + late).update();

        assertThat(migrating).succeedsWithin(Duration.ofSeconds(30));
        assertThat(schemas(TestPostgres.properties(url, user(), database.password())))
                .contains("devhooks");
    }

    @Test
    void endsWithTheReasonWhereTheDatabaseCannotBeReached() {
        String nowhere = "jdbc:postgresql://127.0.0.1:1/nowhere";

        assertThatThrownBy(() -> migrate(nowhere, "--devhooks.migrations.database-wait=0s"))
                .rootCause()
                .hasMessageContaining("refused");
    }

    @Test
    void doesNotWaitForEver() {
        assertThatThrownBy(() -> migrate(database.url(), "--devhooks.migrations.database-wait=2h"))
                .rootCause()
                .hasMessageContaining("devhooks.migrations.database-wait must be from 0s to 1h");
    }

    private void migrate(String url, String... more) {
        Stream<String> login = Stream.of(
                "--devhooks.database.url=" + url,
                "--devhooks.database.username=" + user(),
                "--devhooks.database.password=" + Objects.requireNonNullElse(database.password(), ""));
        MigrationsApplication.main(Stream.concat(login, Stream.of(more)).toArray(String[]::new));
    }

    private List<String> history() {
        return TestPostgres.superuser(database)
                .sql(
                        "select version || ' ' || installed_on from devhooks.flyway_schema_history order by installed_rank")
                .query(String.class)
                .list();
    }

    private String user() {
        return Objects.requireNonNullElse(database.username(), "");
    }

    private static List<String> schemas(DatabaseProperties database) {
        return TestPostgres.superuser(database)
                .sql("select nspname from pg_namespace")
                .query(String.class)
                .list();
    }
}
