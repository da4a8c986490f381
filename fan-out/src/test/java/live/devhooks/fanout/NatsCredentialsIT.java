package live.devhooks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by a file with a JWT and its key, to a server that knows accounts by an operator's signature only. */
class NatsCredentialsIT {

    private static final String OPERATOR = "{\"type\":\"operator\",\"version\":2}";
    private static final String ACCOUNT = """
            {"type":"account","version":2,"limits":{"subs":-1,"data":-1,"payload":-1,"imports":-1,"exports":-1,
            "wildcards":true,"conn":-1,"leaf":-1}}""";

    private final NKey operator = NKey.createOperator(null);
    private final NKey account = NKey.createAccount(null);
    private final NKey user = NKey.createUser(null);

    NatsCredentialsIT() throws IOException, GeneralSecurityException {}

    @Test
    void aCredentialsFileLetsInAndNothingElseDoes(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(
                folder.resolve("accounts.conf"),
                "operator: %s\nresolver: MEMORY\nresolver_preload: {%s: %s}\n"
                        .formatted(signed(operator, OPERATOR), text(account), signed(account, ACCOUNT)));
        Path credentials = Files.writeString(
                folder.resolve("devhooks.creds"),
                JwtUtils.NATS_USER_JWT_FORMAT.formatted(
                        JwtUtils.issueUserJWT(account, text(account), text(user)), new String(user.getSeed())));

        try (TestNats server = TestNats.started("-c", config.toString())) {
            assertThat(isLetIn(server, Map.of("credentials-file", credentials.toString())))
                    .isTrue();
            assertThat(isLetIn(server, Map.of("connect-timeout", "300ms"))).isFalse();
        }
    }

    private static boolean isLetIn(TestNats server, Map<String, String> properties) {
        try (WakeUpSender sender = WakeUpSender.of(TestFanOut.nats(server.url(), properties), "api")) {
            sender.start();
            return sender.isConnected();
        }
    }

    private String signed(NKey subject, String claim) throws IOException, GeneralSecurityException {
        return JwtUtils.issueJWT(
                operator,
                text(subject),
                "test",
                null,
                JwtUtils.currentTimeSeconds(),
                text(operator),
                () -> claim.replace("\n", ""));
    }

    private static String text(NKey key) throws IOException, GeneralSecurityException {
        return new String(key.getPublicKey());
    }
}
