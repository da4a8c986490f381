package live.devhooks.api.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedHeadersTest {

    private static final List<String> HEADERS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Ssl",
            "X-Forwarded-Server");

    private final ForwardedRequests filter = new ForwardedRequests(new Origins(
            new AddressProperties(null, null, List.of("127.0.0.1", "10.0.0.0/8", "::1", "2001:db8:1::/48"))));

    @Test
    void whoIsNoTrustedProxyIsNotBelieved() throws Exception {
        HttpServletRequest seen = through(everything("192.0.2.1"));

        assertThat(seen.getRemoteAddr()).isEqualTo("192.0.2.1");
        assertThat(seen.getRequestURL()).hasToString("http://localhost/in/key");
        assertThat(seen.isSecure()).isFalse();
        hasNoneOfTheHeaders(seen);
    }

    @Test
    void aTrustedProxySaysSchemeHostPortAndClient() throws Exception {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader("X-Forwarded-For", "203.0.113.7");
        request.addHeader("x-forwarded-proto", "https");
        request.addHeader("X-Forwarded-Host", "hooks.example.com");
        request.addHeader("X-Forwarded-Port", "8443");

        HttpServletRequest seen = through(request);

        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.7");
        assertThat(seen.getRequestURL()).hasToString("https://hooks.example.com:8443/in/key");
        assertThat(seen.isSecure()).isTrue();
        hasNoneOfTheHeaders(seen);
    }

    @Test
    void ofATrustedProxyNeitherPrefixNorForwardedIsBelieved() throws Exception {
        HttpServletRequest seen = through(everything("127.0.0.1"));

        assertThat(seen.getRequestURI()).isEqualTo("/in/key");
        assertThat(seen.getContextPath()).isEmpty();
        assertThat(seen.getServerName()).isEqualTo("evil.example");
        hasNoneOfTheHeaders(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What the client claims stands before what the proxies have added.
                "6.6.6.6, 203.0.113.7 | 203.0.113.7",
                "6.6.6.6, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
                "10.9.9.9, 10.1.2.3 | 10.9.9.9",
                "203.0.113.7:51234 | 203.0.113.7",
                "2001:db8::7 | 2001:db8::7",
                "[2001:db8::7] | 2001:db8::7",
                "[2001:db8::7]:443 | 2001:db8::7",
                "2001:db8::7, 2001:db8:1::1 | 2001:db8::7",
                "::ffff:203.0.113.7 | 203.0.113.7",
                // From where it becomes unreadable, nothing further is known.
                "203.0.113.7, unknown | 127.0.0.1",
                "203.0.113.7, evil.example, 10.1.2.3 | 10.1.2.3",
                "999.1.1.1 | 127.0.0.1",
                "1.2.3 | 127.0.0.1",
                "' ' | 127.0.0.1",
                ",,, | 127.0.0.1",
                "203.0.113.7:99:99 | 127.0.0.1",
                "[2001:db8::7 | 127.0.0.1",
                "1.2.3.4/8 | 127.0.0.1",
            })
    void theClientIsTheLastThatIsNoTrustedProxy(String forwardedFor, String client) throws Exception {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader("X-Forwarded-For", forwardedFor);

        assertThat(through(request).getRemoteAddr()).isEqualTo(client);
    }

    @Test
    void linesOfAHeaderAreOneList() throws Exception {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader("X-Forwarded-For", "6.6.6.6");
        request.addHeader("X-Forwarded-For", "203.0.113.7");
        request.addHeader("X-Forwarded-Proto", "http");
        request.addHeader("X-Forwarded-Proto", "https");

        HttpServletRequest seen = through(request);

        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.7");
        assertThat(seen.getScheme()).isEqualTo("https");
    }

    @Test
    void ofAHundredHopsTheOneThatCountsIsFound() throws Exception {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader(
                "X-Forwarded-For",
                "203.0.113.7, " + String.join(",", Collections.nCopies(50, "6.6.6.6")) + ",203.0.113.8,"
                        + String.join(",", Collections.nCopies(50, "10.0.0.1")));

        assertThat(through(request).getRemoteAddr()).isEqualTo("203.0.113.8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Port | abc",
                "X-Forwarded-Port | 0",
                "X-Forwarded-Port | 65536",
                "X-Forwarded-Port | -1",
                "X-Forwarded-Port | 99999999999999999999",
                "X-Forwarded-Host | a b",
                "X-Forwarded-Host | host:port",
                "X-Forwarded-Host | host:0",
                "X-Forwarded-Host | [::1",
                "X-Forwarded-Host | http://evil/",
                "X-Forwarded-Host | ' '",
                "X-Forwarded-Proto | javascript",
                "X-Forwarded-Proto | ' '",
            })
    void whatCannotBeReadIsNotSaid(String name, String value) throws Exception {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader(name, value);

        assertThat(through(request).getRequestURL()).hasToString("http://localhost/in/key");
    }

    @Test
    void aHostMayBeAnIpv6AddressWithAPort() throws Exception {
        MockHttpServletRequest request = from("[::1]");
        request.addHeader("X-Forwarded-Host", "[2001:db8::7]:8443");
        request.addHeader("X-Forwarded-Proto", "https");

        assertThat(through(request).getRequestURL()).hasToString("https://[2001:db8::7]:8443/in/key");
    }

    /** As Jetty writes them. */
    @ParameterizedTest
    @CsvSource({
        "[0:0:0:0:0:0:0:1],::1",
        "[fe80:0:0:0:0:0:0:1%eth0],fe80::1",
        "[0:0:0:0:0:0:0:0],::",
        "[fe80:0:0:0:0:0:0:0],fe80::",
        "[2001:db8:0:0:1:0:0:1],2001:db8::1:0:0:1",
        "[2001:0:0:1:0:0:0:1],2001:0:0:1::1",
        "[2001:db8:10:0:10:1:1:1],2001:db8:10:0:10:1:1:1",
        "@unix,@unix"
    })
    void aPeersAddressHasNoBracketsAndNoZone(String peer, String address) throws Exception {
        assertThat(through(from(peer)).getRemoteAddr()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/", "10.0.0", ""})
    void aTrustedProxyThatIsNoAddressIsAMistakeOfTheOperators(String entry) {
        assertThatThrownBy(() -> new Origins(new AddressProperties(null, null, List.of(entry))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("devhooks.trusted-proxies");
    }

    private static MockHttpServletRequest everything(String peer) {
        MockHttpServletRequest request = from(peer);
        request.addHeader("Forwarded", "for=6.6.6.6;proto=https;host=forwarded.example");
        request.addHeader("X-Forwarded-For", "6.6.6.6");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Host", "evil.example");
        request.addHeader("X-Forwarded-Port", "444");
        request.addHeader("X-Forwarded-Prefix", "/evil");
        request.addHeader("X-Forwarded-Ssl", "on");
        request.addHeader("X-Forwarded-Server", "evil");
        return request;
    }

    private static MockHttpServletRequest from(String peer) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/in/key");
        request.setRemoteAddr(peer);
        return request;
    }

    private HttpServletRequest through(MockHttpServletRequest request) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) Objects.requireNonNull(chain.getRequest(), "the request was refused");
    }

    private static void hasNoneOfTheHeaders(HttpServletRequest request) {
        assertThat(Collections.list(request.getHeaderNames())).isEmpty();
        for (String name : HEADERS) {
            assertThat(request.getHeader(name)).as(name).isNull();
            assertThat(request.getHeaders(name).hasMoreElements()).as(name).isFalse();
        }
    }
}
