package live.devhooks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @ValueSource(strings = {"order-1001", "a b", "a/b", "a+b", "100%", "ünï", "ws_CO_191220191020363925"})
    void aSessionIsReadBackAsItWasWritten(String session) {
        Destination destination = new Destination("payment-flow", SessionName.of(session));

        assertThat(Destination.parse(destination.toString())).contains(destination);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/topic/sources/",
                "/topic/sources/a/b",
                "/topic/sources/a/sessions/",
                "/topic/sources/a/sessions/%zz",
                "/topic/sources/a/sessions/b/c",
                "/queue/sources/a"
            })
    void anythingElseIsNoDestination(String text) {
        assertThat(Destination.parse(text)).isEmpty();
    }

    @Test
    void aGrantForASourceOpensItAndAllItsSessions() {
        Grant grant = grant(Optional.empty());

        assertThat(grant.allows(destination("/topic/sources/a"))).isTrue();
        assertThat(grant.allows(destination("/topic/sources/a/sessions/s"))).isTrue();
        assertThat(grant.allows(destination("/topic/sources/b"))).isFalse();
    }

    @Test
    void aGrantForASessionOpensThatSessionOnly() {
        Grant grant = grant(SessionName.of("s"));

        assertThat(grant.allows(destination("/topic/sources/a/sessions/s"))).isTrue();
        assertThat(grant.allows(destination("/topic/sources/a/sessions/t"))).isFalse();
        assertThat(grant.allows(destination("/topic/sources/a"))).isFalse();
    }

    @Test
    void aSessionNameIsCutAtItsBoundAndNeverInsideACharacter() {
        String longName = "x".repeat(SessionName.MAX_LENGTH - 1) + "\uD83D\uDE00";

        assertThat(SessionName.of(longName)).map(SessionName::value).contains("x".repeat(SessionName.MAX_LENGTH - 1));
        assertThat(SessionName.of("a\u0000\uD800")).map(SessionName::value).contains("a\uFFFD\uFFFD");
        assertThat(SessionName.of(" \t")).isEmpty();
    }

    private static Grant grant(Optional<SessionName> session) {
        return new Grant(UUID.randomUUID(), 1, "a", session, false);
    }

    private static Destination destination(String text) {
        return Destination.parse(text).orElseThrow();
    }
}
