package live.devhooks.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import live.devhooks.fanout.FanOutProperties.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class FanOutPropertiesTest {

    private static final String SERVER = "nats://localhost:4222";

    @Test
    void hasTheDocumentedDefaults() {
        FanOutProperties properties = TestFanOut.postgres();
        NatsProperties nats = properties.nats();

        assertThat(properties.engine()).isEqualTo(Engine.POSTGRESQL);
        assertThat(nats.servers()).isEmpty();
        assertThat(nats.username()).isNull();
        assertThat(nats.password()).isNull();
        assertThat(nats.credentialsFile()).isNull();
        assertThat(nats.subject(3)).isEqualTo("devhooks.event.3");
        assertThat(nats.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(nats.reconnectMax()).isEqualTo(Duration.ofSeconds(5));
        assertThat(nats.pingInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(nats.pendingMessages()).isEqualTo(1_000);
        assertThat(nats.pendingBytes()).isEqualTo(1_048_576);
        assertThat(nats.pollInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void takesSeveralServersAndALogin() {
        NatsProperties nats = TestFanOut.nats(
                        "nats://one:4222,tls://[::1]:4223", Map.of("username", "devhooks", "password", "s3cret"))
                .nats();

        assertThat(nats.servers()).containsExactly("nats://one:4222", "tls://[::1]:4223");
        assertThat(nats.toString()).doesNotContain("s3cret");
    }

    @Test
    void isSetByEnvironmentVariables() {
        Map<String, Object> variables =
                Map.of("DEVHOOKS_FAN_OUT_ENGINE", "nats", "DEVHOOKS_FAN_OUT_NATS_SERVERS", "nats://one:4222");
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));

        FanOutProperties properties = Binder.get(environment).bindOrCreate("devhooks.fan-out", FanOutProperties.class);

        assertThat(properties.engine()).isEqualTo(Engine.NATS);
        assertThat(properties.nats().servers()).containsExactly("nats://one:4222");
    }

    @Test
    void theEngineNatsWithoutServersSaysWhatToSet() {
        assertThatThrownBy(() -> TestFanOut.bind(Map.of("engine", "nats")))
                .rootCause()
                .hasMessageContaining("set devhooks.fan-out.nats.servers");
    }

    @ParameterizedTest
    @CsvSource({
        "servers,            localhost:4222,               servers must be",
        "servers,            http://localhost:4222,        servers must be",
        "servers,            nats://a:s3cret@localhost:42, without a login",
        "servers,            nats://s3cret@^|,             servers must be",
        "username,           devhooks,                     belong together",
        "password,           s3cret,                       belong together",
        "credentials-file,   /nowhere/s3cret.creds,        no file that can be read",
        "subject,            devhooks.>,                   subject must be",
        "connect-timeout,    0ms,                          at least 1ms",
        "ping-interval,      0ms,                          at least 1ms",
        "poll-interval,      0ms,                          at least 1ms",
        "reconnect-max,      99ms,                         at least 100ms",
        "pending-messages,   0,                            at least 1",
        "pending-bytes,      0,                            at least 1"
    })
    void saysWhatIsWrongWithoutRepeatingASecret(String name, String value, String rule) {
        Map<String, String> properties = new HashMap<>(Map.of("engine", "nats", "nats.servers", SERVER));
        properties.put("nats." + name, value);

        assertThatThrownBy(() -> TestFanOut.bind(properties))
                .rootCause()
                .hasMessageContaining("devhooks.fan-out.nats.")
                .hasMessageContaining(rule)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void credentialsStandInThePlaceOfALogin(@TempDir Path folder) throws Exception {
        String file = Files.createFile(folder.resolve("devhooks.creds")).toString();

        assertThat(TestFanOut.nats(SERVER, Map.of("credentials-file", file))
                        .nats()
                        .credentialsFile())
                .hasToString(file);
        assertThatThrownBy(() -> TestFanOut.nats(
                        SERVER, Map.of("credentials-file", file, "username", "devhooks", "password", "s3cret")))
                .rootCause()
                .hasMessageContaining("in the place of username and password");
    }
}
