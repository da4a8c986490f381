package live.devhooks.api.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedRequestsTest {

    private static final String PROXY = "10.0.0.1";

    private final ForwardedRequests filter =
            new ForwardedRequests(new Origins(new AddressProperties(null, null, List.of("10.0.0.0/24", "fd00::/8"))));

    @Test
    void aTrustedProxyIsBelieved() {
        MockHttpServletRequest request = from(PROXY);
        request.addHeader("X-Forwarded-For", "196.201.214.200");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Host", "hooks.example.com");

        HttpServletRequest seen = seen(request);

        assertThat(seen.getRemoteAddr()).isEqualTo("196.201.214.200");
        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getRequestURL()).hasToString("https://hooks.example.com/in/key");
    }

    @Test
    void nobodyElseIsBelievedOrEvenSeen() {
        MockHttpServletRequest request = from("203.0.113.9");
        request.addHeader("X-Forwarded-For", "196.201.214.200");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("Forwarded", "for=196.201.214.200");

        HttpServletRequest seen = seen(request);

        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.9");
        assertThat(seen.isSecure()).isFalse();
        assertThat(seen.getHeader("X-Forwarded-For")).isNull();
        assertThat(seen.getHeader("Forwarded")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "196.201.214.200, 203.0.113.9 | 203.0.113.9",
                "196.201.214.200, 203.0.113.9, 10.0.0.7 | 203.0.113.9",
                "10.0.0.3, 10.0.0.7 | 10.0.0.3",
                "203.0.113.9:4711 | 203.0.113.9",
                "[2001:db8::1]:4711 | 2001:db8::1",
                "2001:db8::1, fd00::7 | 2001:db8::1"
            })
    void theClientIsTheRightmostThatIsNoProxyOfOurs(String chain, String client) {
        MockHttpServletRequest request = from(PROXY);
        request.addHeader("X-Forwarded-For", chain);

        assertThat(seen(request).getRemoteAddr().replaceAll("[\\[\\]]", "")).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "unknown", "<script>", "1.2.3.4.5.6", "not an address, still none", "[", "'"})
    void whatIsNoAddressLeavesTheProxysOwn(String chain) {
        MockHttpServletRequest request = from(PROXY);
        request.addHeader("X-Forwarded-For", chain);

        assertThat(seen(request).getRemoteAddr()).isEqualTo(PROXY);
    }

    @Test
    void whatHasNotTheFormThatItShouldIsLeftOut() {
        MockHttpServletRequest request = from(PROXY);
        request.addHeader("X-Forwarded-Proto", "javascript");
        request.addHeader("X-Forwarded-Host", "evil.example.com/path?");
        request.addHeader("X-Forwarded-Port", "99999999");
        request.addHeader("X-Forwarded-Prefix", "/elsewhere");
        request.addHeader("Forwarded", "proto=https;host=evil.example.com");

        assertThat(seen(request).getRequestURL()).hasToString("http://localhost/in/key");
        assertThat(seen(request).getRequestURI()).isEqualTo("/in/key");
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/in/key");
        request.setRemoteAddr(address);
        return request;
    }

    private HttpServletRequest seen(MockHttpServletRequest request) {
        MockFilterChain chain = new MockFilterChain();
        try {
            filter.doFilter(request, new MockHttpServletResponse(), chain);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        HttpServletRequest seen = (HttpServletRequest) chain.getRequest();
        assertThat(seen).isNotNull();
        return seen;
    }
}
