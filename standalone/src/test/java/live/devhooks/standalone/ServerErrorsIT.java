package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any code of ours has seen it is refused in the same words, and every answer tells browsers what they may do. */
class ServerErrorsIT extends Journey {

    private static final String LONG = "x".repeat(20_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/%2e%2e/x HTTP/1.1\r\nHost: a\r\n",
                "GET //v1/sources HTTP/1.1\r\nHost: a\r\n",
                "GET /v1/sources;x=1 HTTP/1.1\r\nHost: a\r\n",
                "GET /v1/%00 HTTP/1.1\r\nHost: a\r\n",
                "GET /v1/sources%2f HTTP/1.1\r\nHost: a\r\n",
                "GET /v1/sources HTTP/9.9\r\nHost: a\r\n",
                "GET /v1/sources HTTP/1.1\r\n",
                "GET /v1/sources HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n",
                "GET /v1/sources HTTP/1.1\r\nHost: a\r\nlong: {long}\r\n",
                "GET /{long} HTTP/1.1\r\nHost: a\r\n",
                "TRACE /v1/sources HTTP/1.1\r\nHost: a\r\n",
                "NONSENSE /v1/sources HTTP/1.1\r\nHost: a\r\n",
                "GET /nowhere HTTP/1.1\r\nHost: a\r\n",
                "GET /error HTTP/1.1\r\nHost: a\r\n",
                "\u0001\u0002\r\n"
            })
    void everyErrorIsAProblem(String request) throws IOException {
        String answer = raw(request.replace("{long}", LONG));

        assertThat(answer).startsWith("HTTP/1.1 4").containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer)
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("<")
                .doesNotContain("\tat ");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(Merchant.JSON.readTree(body).get("code").asString()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemHasAPage(ProblemType type) {
        HttpResponse<String> page = Merchant.stranger(base()).get(type.uri());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains(type.slug())
                .contains("<p>" + type.advice().substring(0, 5));
        assertThat(Merchant.stranger(base()).get("/problems").body()).contains("\"" + type.uri() + "\"");
    }

    @Test
    void everyAnswerTellsBrowsersWhatTheyMayDo() {
        Merchant merchant = Merchant.signUp(base());

        for (String path : List.of("/v1/account", "/v1/nothing", "/problems/not-found", "/in/x", "/v1/openapi.json")) {
            var headers = merchant.get(path).headers();
            assertThat(headers.firstValue("content-security-policy").orElse(path))
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("x-frame-options")).contains("DENY");
            assertThat(headers.firstValue("referrer-policy")).contains("no-referrer");
            assertThat(headers.firstValue("cache-control").orElse(path)).contains("no-store");
            assertThat(headers.firstValue("server")).isEmpty();
            assertThat(headers.firstValue("strict-transport-security")).isEmpty();
        }
    }

    @Test
    void callbackUrlsTellBrowsersTheSameAsTheApi() {
        Merchant merchant = Merchant.stranger(base());
        var ofApi = merchant.get("/v1/account").headers();
        var ofWebhooks = merchant.get("/in/x").headers();

        for (String header : List.of(
                "cache-control",
                "content-security-policy",
                "cross-origin-opener-policy",
                "cross-origin-resource-policy",
                "permissions-policy",
                "referrer-policy",
                "x-content-type-options",
                "x-frame-options",
                "x-xss-protection")) {
            assertThat(ofWebhooks.allValues(header)).as(header).isEqualTo(ofApi.allValues(header));
        }
    }

    @Test
    void whatAForeignPageMayNotSendIsAProblem() {
        Merchant merchant = Merchant.stranger(base());

        isProblem(preflight(merchant, "/v1/tokens", "x-anything", "POST"), 403, "access-denied");
        isProblem(preflight(merchant, "/v1/tokens", "content-type", "DELETE"), 403, "access-denied");
        assertThat(preflight(merchant, "/v1/tokens", "authorization,content-type", "POST")
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElse(""))
                .contains("authorization");
    }

    @Test
    void anUnknownMethodIsToldWhichThereAre() throws IOException {
        for (String method : List.of("NONSENSE", "TRACE")) {
            assertThat(raw(method + " /v1/sources HTTP/1.1\r\nHost: a\r\n"))
                    .startsWith("HTTP/1.1 405")
                    .containsIgnoringCase("allow: GET, HEAD, POST")
                    .contains("Use one of GET");
        }
    }

    @Test
    void onlyWhatAnyPageMayFetchIsForOtherOrigins() {
        Merchant merchant = Merchant.signUp(base());

        assertThat(readers(merchant.get("/v1/account"))).contains("same-origin");
        assertThat(readers(merchant.get("/in/x"))).contains("same-origin");
        assertThat(readers(merchant.get("/.well-known/jwks.json"))).contains("cross-origin");
        assertThat(readers(Merchant.stranger(base()).exchange("payment-flow", "sk_x")))
                .contains("cross-origin");
    }

    private static Optional<String> readers(HttpResponse<String> answer) {
        return answer.headers().firstValue("cross-origin-resource-policy");
    }

    @Test
    void anAnswerThatSetsACookieIsNotKeptEither() {
        HttpResponse<String> answer = Merchant.stranger(base()).get("/v1/account");

        assertThat(answer.headers().firstValue("set-cookie")).isPresent();
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("no-store");
    }

    @Test
    void aForeignPageMayFetchATokenAndNothingElse() {
        Merchant merchant = Merchant.signUp(base());

        assertThat(preflight(merchant, "/v1/tokens").headers().firstValue("access-control-allow-origin"))
                .contains("*");
        for (String path : List.of("/v1/account", "/v1/sources", "/v1/session", "/v1/accounts", "/in/x")) {
            assertThat(preflight(merchant, path).headers().firstValue("access-control-allow-origin"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void aSignInRenewsTheCsrfToken() {
        Merchant merchant = Merchant.signUp(base());
        String before = csrfCookie(merchant.signIn());

        String after = csrfCookie(merchant.signIn());

        assertThat(after).isNotEqualTo(before).endsWith("; SameSite=Lax");
        assertThat(merchant.post("/v1/sources", "{\"source\":\"payment-flow\"}").statusCode())
                .isEqualTo(201);
    }

    private static String csrfCookie(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCookieOfASignInIsNotForScripts() {
        HttpResponse<String> answer = Merchant.signUp(base()).signIn();

        assertThat(answer.headers().allValues("set-cookie"))
                .filteredOn(cookie -> cookie.startsWith("devhooks_session="))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax"));
    }

    private HttpResponse<String> preflight(Merchant merchant, String path) {
        return preflight(merchant, path, "content-type", "POST");
    }

    private HttpResponse<String> preflight(Merchant merchant, String path, String headers, String method) {
        return merchant.send(HttpRequest.newBuilder(base().resolve(path))
                .header("origin", "https://shop.example.com")
                .header("access-control-request-method", method)
                .header("access-control-request-headers", headers)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket("localhost", base().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
