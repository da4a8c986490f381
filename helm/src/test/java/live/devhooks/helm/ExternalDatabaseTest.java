package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalDatabaseTest {

    private static final String URL = "DEVHOOKS_DATABASE_URL";

    @ParameterizedTest
    @CsvSource({
        "external-secret, api, hooks-db/url",
        "external-secret, realtime, hooks-db/url",
        "external-secret, migrations, hooks-db/url",
        "external-url, api, hooks-devhooks-sync-database/api",
        "external-url, realtime, hooks-devhooks-sync-database/realtime",
        "external-url, migrations, hooks-devhooks-sync-migrations/migrations",
        "separate-logins, api, hooks-db-api/url",
        "separate-logins, realtime, hooks-devhooks-sync-database/realtime",
        "separate-logins, migrations, hooks-db-owner/uri",
    })
    void eachRoleSignsInWithItsOwnLoginOrElseTheCommonOne(String set, String role, String secret) {
        assertThat(Chart.of(set).workload(role).envSecret(URL)).contains(secret);
    }

    @Test
    void onlyUrlsThatAreGivenGoIntoTheSecret() {
        Secret secret = Chart.of("separate-logins").the(Secret.class, "-database");

        assertThat(secret.getStringData()).containsOnlyKeys("realtime");
    }

    @Test
    void podsAreReplacedWhenTheirUrlChanges() {
        String values = "database: {external: {url: 'postgresql://a:b@%s/c'}}";
        String one = checksum(Chart.with(values.formatted("db-1")));
        String other = checksum(Chart.with(values.formatted("db-2")));

        assertThat(one).isNotEqualTo(other).isEqualTo(checksum(Chart.with(values.formatted("db-1"))));
    }

    private static String checksum(Rendering rendering) {
        Map<String, String> annotations =
                rendering.workload("api").template().getMetadata().getAnnotations();
        return Objects.requireNonNull(annotations.get("checksum/database"));
    }

    @Test
    void onlyRealtimeListensPastThePooler() {
        Rendering rendering = Chart.of("separate-logins");

        assertThat(rendering.workload("realtime").env("DEVHOOKS_DATABASE_LISTEN_URL"))
                .contains("jdbc:postgresql://primary.example.com:5433/hooks");
        assertThat(rendering.workload("api").env("DEVHOOKS_DATABASE_LISTEN_URL"))
                .isEmpty();
    }
}
