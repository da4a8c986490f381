package live.devhooks.api.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class KeptHeadersTest {

    @Test
    void thoseOnTheListAreKeptAndNoOthers() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("User-Agent", "daraja");
        request.addHeader("X-Request-Id", "x".repeat(1_000));
        request.addHeader("Authorization", "Bearer swordfish");

        String kept = new KeptHeaders(List.of("User-Agent", "X-Request-ID", "accept")).in(request::getHeader);

        assertThat(kept).isEqualTo("user-agent: daraja\nx-request-id: " + "x".repeat(256) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "cookie", "X-API-Key", "x-auth-token", "Client-Secret"})
    void whatMayHoldASecretIsNotTakenOntoTheList(String name) {
        assertThatThrownBy(() -> new KeptHeaders(List.of("accept", name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("devhooks.ingest.kept-headers");
    }
}
