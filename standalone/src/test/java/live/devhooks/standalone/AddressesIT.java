package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Behind a proxy that is trusted: where webhooks come from, and what they are called. */
@TestPropertySource(properties = "devhooks.trusted-proxies=127.0.0.1,::1")
class AddressesIT extends Journey {

    private Merchant merchant;
    private URI callbackUrl;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        callbackUrl = merchant.createSource("payment-flow");
    }

    @Test
    void aSourceTakesWebhooksFromTheAddressesThatItAllows() {
        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[\"safaricom\",\"198.51.100.0/24\"]}");
        await().untilAsserted(() -> isProblem(callbackFrom("203.0.113.9"), 403, "address-not-allowed"));

        assertThat(callbackFrom("196.201.214.200").statusCode()).isEqualTo(200);
        assertThat(callbackFrom("198.51.100.77").statusCode()).isEqualTo(200);
        isProblem(callbackFrom("196.201.214.200, 203.0.113.9"), 403, "address-not-allowed");
        isProblem(merchant.callback(callbackUrl, "{}"), 403, "address-not-allowed");
    }

    @Test
    void anAllowlistLooksAtNoBodyAndAnEmptyOneAllowsAll() {
        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[\"safaricom\"]}");
        await().untilAsserted(() -> isProblem(callbackFrom("203.0.113.9"), 403, "address-not-allowed"));
        isProblem(merchant.callback(callbackUrl, "x".repeat(300 * 1024)), 403, "address-not-allowed");

        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[]}");

        await().untilAsserted(() ->
                assertThat(callbackFrom("203.0.113.9").statusCode()).isEqualTo(200));
    }

    @Test
    void whatTheProxySaysMayBeRubbish() {
        for (String header :
                new String[] {"x-forwarded-for", "x-forwarded-port", "x-forwarded-host", "x-forwarded-proto"}) {
            for (String value : new String[] {"", ",", "99999", "[", "::::::", "a b", "1.2.3.4:x", "x".repeat(2_000)}) {
                HttpResponse<String> answer = merchant.send(HttpRequest.newBuilder(callbackUrl)
                        .header(header, value)
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
                assertThat(answer.statusCode()).as(header + ": " + value).isEqualTo(200);
            }
        }
    }

    @Test
    void answersNameTheAddressThatTheProxyHas() {
        HttpResponse<String> answer = merchant.send(HttpRequest.newBuilder(base().resolve("/v1/sources/payment-flow"))
                .header("x-forwarded-proto", "https")
                .header("x-forwarded-host", "hooks.example.com")
                .GET());

        assertThat(text(answer, 200, "/callbackUrl")).startsWith("https://hooks.example.com/in/");
        assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
    }

    @Test
    void whatIsSetByHttpsIsSentByHttpsOnly() {
        HttpResponse<String> answer = merchant.send(HttpRequest.newBuilder(base().resolve("/v1/session"))
                .header("content-type", "application/json")
                .header("x-forwarded-proto", "https")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(merchant.email(), Merchant.PASSWORD))));

        assertThat(attributes(answer, "devhooks_session"))
                .containsExactlyInAnyOrder("Path=/", "Secure", "HttpOnly", "SameSite=Lax");
        assertThat(attributes(answer, "XSRF-TOKEN")).containsExactlyInAnyOrder("Path=/", "Secure", "SameSite=Lax");
    }

    private static List<String> attributes(HttpResponse<String> answer, String cookie) {
        List<String> set = answer.headers().allValues("set-cookie").stream()
                .filter(value -> value.startsWith(cookie + "="))
                .toList();
        assertThat(set).hasSize(1);
        List<String> parts = List.of(set.get(0).split("; "));
        return parts.subList(1, parts.size());
    }

    @Test
    void theAuditLogHasTheClientsAddress() {
        merchant.send(HttpRequest.newBuilder(base().resolve("/v1/session"))
                .header("content-type", "application/json")
                .header("x-forwarded-for", "203.0.113.9")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(merchant.email(), Merchant.PASSWORD))));

        assertThat(text(merchant.get("/v1/audit"), 200, "/entries/0/address")).isEqualTo("203.0.113.9");
    }

    @Test
    void theSessionOfAWebhookIsWhereTheSourceSays() {
        merchant.patch("/v1/sources/payment-flow", "{\"sessionPointer\":\"/data/reference\"}");
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));

        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination() + "/sessions/order-7", Map.of());
            merchant.callback(callbackUrl, "{\"data\":{\"reference\":\" order-7 \"}}");

            assertThat(client.next().body()).contains("\"session\":\"order-7\"");
        }
    }

    private HttpResponse<String> callbackFrom(String forwardedFor) {
        return merchant.send(HttpRequest.newBuilder(callbackUrl)
                .header("content-type", "application/json")
                .header("x-forwarded-for", forwardedFor)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }
}
