package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant of the tests: signs up, makes a source, and has Daraja call it. */
final class Merchant {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String PASSWORD = "correct horse battery staple";

    private final URI base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String email = "merchant-" + UUID.randomUUID() + "@example.com";

    /** Shown as Bearer with each request of the API, if there is one. */
    private @Nullable String key;

    private Merchant(URI base) {
        this.base = base;
    }

    /** A token and where it leads. */
    record Token(String value, URI url, String destination) {}

    static Merchant signUp(URI base) {
        Merchant merchant = new Merchant(base);
        HttpResponse<String> answer = merchant.post(
                "/v1/accounts", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(merchant.email, PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return merchant;
    }

    /** Nobody: without an account and without a cookie. */
    static Merchant stranger(URI base) {
        return new Merchant(base);
    }

    /** Whoever shows {@code key}: an account key or a secret. */
    static Merchant showing(URI base, String key) {
        Merchant automaton = new Merchant(base);
        automaton.key = key;
        return automaton;
    }

    String email() {
        return email;
    }

    HttpResponse<String> signIn() {
        return signIn(email, PASSWORD);
    }

    HttpResponse<String> signIn(String email, String password) {
        return post("/v1/session", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    /** Makes an account key and returns it. */
    String createKey() {
        HttpResponse<String> answer = post("/v1/account/keys", "{\"name\":\"test\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get("key").asString();
    }

    /** Makes a session and returns what the API says of it. */
    JsonNode createSession(String slug, String session) {
        HttpResponse<String> answer =
                post("/v1/sources/" + slug + "/sessions", "{\"session\":\"%s\"}".formatted(session));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    /** Makes a source, whose burst is as large as can be, and returns its callback URL. */
    URI createSource(String slug) {
        HttpResponse<String> answer = post("/v1/sources", "{\"source\":\"%s\",\"burst\":10000}".formatted(slug));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return URI.create(JSON.readTree(answer.body()).get("callbackUrl").asString());
    }

    String createSecret(String slug) {
        HttpResponse<String> answer = post("/v1/sources/" + slug + "/secrets", "{\"name\":\"test\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).get("secret").asString();
    }

    Token token(String slug, String secret) {
        HttpResponse<String> answer = exchange(slug, secret);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode token = JSON.readTree(answer.body());
        return new Token(
                token.get("token").asString(),
                URI.create(token.get("url").asString()),
                token.get("destination").asString());
    }

    HttpResponse<String> exchange(String slug, String secret) {
        return post("/v1/tokens", "{\"sourceId\":\"%s\",\"secret\":\"%s\"}".formatted(slug, secret));
    }

    HttpResponse<String> get(String path) {
        return send(request(base.resolve(path)).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(base.resolve(path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> patch(String path, String json) {
        return send(request(base.resolve(path))
                .header("content-type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) {
        return send(request(base.resolve(path))
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) {
        return send(request(base.resolve(path)).DELETE());
    }

    /** Calls a callback URL as Daraja does. */
    HttpResponse<String> callback(URI url, byte[] body) {
        return send(HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("content-type", "application/json;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> callback(URI url, String body) {
        return callback(url, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return sendFor(request, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> sendFor(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request with what this merchant shows. */
    HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .forEach(token -> request.setHeader("X-XSRF-TOKEN", token));
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        return request;
    }
}
