package live.devhooks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabasePropertiesTest {

    @Test
    void readsTheFormOfPostgresOwnPrograms() {
        DatabaseProperties properties = bind("postgresql://app:s3cret@db.example:6432/hooks?sslmode=require");

        assertThat(properties.url()).isEqualTo("jdbc:postgresql://db.example:6432/hooks?sslmode=require");
        assertThat(properties.username()).isEqualTo("app");
        assertThat(properties.password()).isEqualTo("s3cret");
    }

    @Test
    void leavesAJdbcUrlAsItIs() {
        assertThat(bind("jdbc:postgresql://db/hooks?user=app").url()).isEqualTo("jdbc:postgresql://db/hooks?user=app");
    }

    @Test
    void findsTheLoginOfAJdbcUrlForTheConnectionThatListensElsewhere() {
        DatabaseProperties properties =
                bind("jdbc:postgresql://db:6432/hooks?user=app&password=s3cret&sslmode=require");

        assertThat(properties.username()).isEqualTo("app");
        assertThat(properties.password()).isEqualTo("s3cret");
        assertThat(bind("jdbc:postgresql://db/hooks").username()).isNull();
    }

    @Test
    void saysWhatAUrlMustLookLike() {
        assertThatThrownBy(() -> bind("mysql://db/hooks"))
                .rootCause()
                .hasMessageContaining("postgresql://user:password@host:port/database");
    }

    @Test
    void doesNotRepeatAUrlThatItCannotRead() {
        assertThatThrownBy(() -> bind("postgresql://app:s3cret^|@db/hooks"))
                .satisfies(e -> assertThat(org.springframework.core.NestedExceptionUtils.getMostSpecificCause(e))
                        .hasMessageContaining("percent-encode")
                        .hasMessageNotContaining("s3cret"));
    }

    @Test
    void hasTheDocumentedDefaults() {
        DatabaseProperties properties = bind("postgresql://db/hooks");

        assertThat(properties.migrate()).isTrue();
        assertThat(properties.appConnections()).isEqualTo(10);
        assertThat(properties.ingestConnections()).isEqualTo(6);
        assertThat(properties.streamConnections()).isEqualTo(5);
        assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.statementTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(properties.lockTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(properties.idleTransactionTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void doesNotPrintItsPassword() {
        assertThat(bind("postgresql://app:s3cret@db/hooks").toString()).doesNotContain("s3cret");
        assertThat(bind("jdbc:postgresql://db/hooks?user=app&password=s3cret").toString())
                .doesNotContain("s3cret");
    }

    private static DatabaseProperties bind(String url) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        source.put("devhooks.database.url", url);
        return new Binder(source)
                .bind("devhooks.database", DatabaseProperties.class)
                .get();
    }
}
