package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import live.devhooks.protocol.EventId;
import live.devhooks.protocol.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Every operation of the API, called by everybody: the answers are those of {@code protocol/ACCESS.md}. */
class AccessMatrixIT extends Journey {

    private static final Path TABLE = Path.of("../protocol/ACCESS.md");

    /** Behind an operation's name in the table: the same without a secret in the body. */
    private static final String WITHOUT_SECRET = " without secret";

    private static final String BODY_WITHOUT_SECRET = "{\"sourceId\":\"{source}\"}";
    private static final String NOTHING_HERE = "no-such-flow";

    /** A body for each operation that takes one. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("signUp", "{\"email\":\"new-%s@example.com\",\"password\":\"correct horse long\"}"),
            Map.entry("signIn", "{\"email\":\"{email}\",\"password\":\"" + Merchant.PASSWORD + "\"}"),
            Map.entry("askForPasswordReset", "{\"email\":\"nobody-%s@example.com\"}"),
            Map.entry("resetPassword", "{\"password\":\"correct horse long\"}"),
            Map.entry("changeAccount", "{\"name\":\"Renamed\"}"),
            Map.entry("createAccountKey", "{\"name\":\"ci\"}"),
            Map.entry("createSource", "{\"source\":\"new-%s\"}"),
            Map.entry("changeSource", "{\"paused\":false}"),
            Map.entry("replaceIngestKey", "{}"),
            Map.entry("createSecret", "{}"),
            Map.entry("createSession", "{\"session\":\"order-2\"}"),
            Map.entry("createToken", "{\"sourceId\":\"payment-flow\",\"secret\":\"{secret}\"}"),
            Map.entry("sendTestEvent", "{\"scenario\":\"success\"}"),
            Map.entry("takeWebhook", "{}"),
            Map.entry("takeWebhookOfSession", "{}"));

    @Autowired
    private DatabaseProperties store;

    /** What there is to call upon, made anew for each call that changes something. */
    private final class World {

        final Merchant owner = Merchant.signUp(base());
        final Merchant stranger = Merchant.signUp(base());
        final Map<String, Merchant> callers = new LinkedHashMap<>();
        final Map<String, String> values = new LinkedHashMap<>();

        World() {
            String ingestKey = owner.createSource("payment-flow").getPath().substring("/in/".length());
            owner.createSource("other-flow");
            stranger.createSource("their-flow");
            String secret = owner.createSecret("payment-flow");
            JsonNode key = JsonMapped.of(owner.post("/v1/account/keys", "{\"name\":\"a key\"}"));
            values.putAll(Map.of(
                    "source", "payment-flow",
                    "session", "order-1",
                    "ingestKey", ingestKey,
                    "token", "pr_unknown",
                    "slug", "not-found",
                    "secret", secret,
                    "email", owner.email()));
            String secretId = JsonMapped.of(owner.get("/v1/sources/payment-flow/secrets"))
                    .at("/secrets/0/id")
                    .asString();
            values.put("id of secret", secretId);
            values.put("id of key", key.get("id").asString());
            callers.put("nobody", Merchant.stranger(base()));
            callers.put("owner", owner);
            callers.put("owner's key", showing(owner.createKey()));
            callers.put("source's secret", showing(secret));
            callers.put("other source's secret", showing(owner.createSecret("other-flow")));
            callers.put(
                    "session's secret",
                    showing(owner.createSession("payment-flow", "order-1")
                            .get("secret")
                            .asString()));
            callers.put("stranger", stranger);
            callers.put("stranger's key", showing(stranger.createKey()));
            callers.put("stranger's secret", showing(stranger.createSecret("their-flow")));
            callers.put("revoked key", showing(revokedKey()));
            callers.put("mailed link", showing(mailedSecret()));
            callers.put("token", showing(owner.token("payment-flow", secret).value()));
        }

        /** The id of an event, which is made when it is asked for. */
        private String takenEvent() {
            URI callbackUrl = base().resolve("/in/" + values.get("ingestKey"));
            assertThat(owner.callback(callbackUrl, "{}").statusCode()).isEqualTo(200);
            return JsonMapped.of(owner.get("/v1/sources/payment-flow/events"))
                    .at("/events/0/id")
                    .asString();
        }

        /** One that sets the owner's password, where it belongs. */
        private String mailedSecret() {
            Secret link = Secret.random(Secret.Kind.PASSWORD_RESET);
            int made = TestPostgres.superuser(store)
                    .sql("""
                            insert into devhooks.password_reset (id, account_id, user_id, hash, created_at, expires_at)
                            select gen_random_uuid(), account_id, id, ?, now(), now() + interval '1 hour'
                            from devhooks.app_user where email = ?
                            """)
                    .params(link.hash(), owner.email())
                    .update();
            assertThat(made).isOne();
            return link.value();
        }

        private String revokedKey() {
            JsonNode revoked = JsonMapped.of(owner.post("/v1/account/keys", "{\"name\":\"revoked\"}"));
            owner.delete("/v1/account/keys/" + revoked.get("id").asString());
            return revoked.get("key").asString();
        }

        private Merchant showing(String key) {
            return Merchant.showing(base(), key);
        }
    }

    /** A row of the table, with the document's entry for it. */
    record Row(String name, String method, String path, JsonNode operation, List<String> answers) {

        String id() {
            return operation.get("operationId").asString();
        }

        @Nullable
        String body() {
            return name.endsWith(WITHOUT_SECRET) ? BODY_WITHOUT_SECRET : BODIES.get(id());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What was answered. */
    private record Answer(int statusCode, HttpHeaders headers, String body) {}

    @Test
    void everyOperationHasARowAndEveryRowAnOperation() throws IOException {
        assertThat(new TreeSet<>(table().keySet().stream()
                        .map(AccessMatrixIT::operationOf)
                        .toList()))
                .isEqualTo(new TreeSet<>(operations().keySet()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredAsTheTableSays(Row row) throws IOException {
        List<String> callers = columns();
        World world = new World();
        for (int at = 0; at < callers.size(); at++) {
            String caller = callers.get(at);
            Answer answer = call(row, world, caller, world.values);

            assertThat(seen(answer))
                    .as("%s as %s: %s", row, caller, answer.body())
                    .isEqualTo(row.answers.get(at));
            assertThat(row.operation.get("responses").has(Integer.toString(answer.statusCode())))
                    .as("%s is documented for %s", answer.statusCode(), row)
                    .isTrue();
            if (answer.statusCode() < 300) {
                world = new World();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rowsOfWhatIsSomebodys")
    void whatIsNotYoursIsNotTold(Row row) {
        World world = new World();
        Map<String, String> nothing = new LinkedHashMap<>(world.values);
        nothing.putAll(Map.of(
                "source", NOTHING_HERE,
                "id of key", UUID.randomUUID().toString(),
                "id of event", new EventId(1, 1).toString(),
                "id of secret", UUID.randomUUID().toString()));

        for (String caller : List.of("stranger", "stranger's key", "stranger's secret", "other source's secret")) {
            Answer foreign = call(row, world, caller, world.values);
            Answer missing = call(row, world, caller, nothing);

            assertThat(foreign.statusCode()).isEqualTo(missing.statusCode());
            assertThat(foreign.body()).isEqualTo(missing.body());
            assertThat(headers(foreign)).isEqualTo(headers(missing));
        }
    }

    /** All but the date; a cookie by its name and attributes, since its value is another each time. */
    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.computeIfPresent(
                "set-cookie",
                (name, cookies) -> cookies.stream()
                        .map(cookie -> cookie.replaceFirst("=[^;]*", ""))
                        .toList());
        return headers;
    }

    static Stream<Row> rows() throws IOException {
        Map<String, JsonNode> operations = operations();
        return table().entrySet().stream()
                .filter(row -> operations.containsKey(operationOf(row.getKey())))
                .map(row -> {
                    String operation = operationOf(row.getKey());
                    String[] call = operation.split(" ", 2);
                    return new Row(
                            row.getKey(),
                            call[0],
                            call[1],
                            Objects.requireNonNull(operations.get(operation)),
                            row.getValue());
                });
    }

    static Stream<Row> rowsOfWhatIsSomebodys() throws IOException {
        return rows().filter(row ->
                row.path.contains("{source}") || row.path.contains("{id}") || BODY_WITHOUT_SECRET.equals(row.body()));
    }

    private static String operationOf(String name) {
        return name.endsWith(WITHOUT_SECRET) ? name.substring(0, name.length() - WITHOUT_SECRET.length()) : name;
    }

    private Answer call(Row row, World world, String caller, Map<String, String> values) {
        String path = row.path.contains("{id}") ? row.path.replace("{id}", id(row, world, values)) : row.path;
        @Nullable String body = row.body();
        if (body != null) {
            body = body.formatted(UUID.randomUUID());
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
            body = body == null ? null : body.replace("{" + value.getKey() + "}", value.getValue());
        }
        Merchant merchant = Objects.requireNonNull(world.callers.get(caller));
        HttpRequest.Builder request = merchant.request(base().resolve(path));
        return read(merchant.sendFor(
                body == null
                        ? request.method(row.method, HttpRequest.BodyPublishers.noBody())
                        : request.header("content-type", "application/json")
                                .method(row.method, HttpRequest.BodyPublishers.ofString(body)),
                HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** Reads all of an answer, and nothing of a stream, which has no end. */
    private static Answer read(HttpResponse<InputStream> answer) {
        boolean isStream =
                answer.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
        try (InputStream body = answer.body()) {
            String text = isStream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(answer.statusCode(), answer.headers(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(Row row, World world, Map<String, String> values) {
        @Nullable String known = values.get("id of " + kind(row.path));
        return known == null ? world.takenEvent() : known;
    }

    /** Of what the id in a path is one. */
    private static String kind(String path) {
        return path.contains("/account/keys/") ? "key" : path.contains("/events/") ? "event" : "secret";
    }

    private static String seen(Answer answer) {
        return answer.statusCode() < 300
                ? Integer.toString(answer.statusCode())
                : answer.statusCode() + " "
                        + Merchant.JSON.readTree(answer.body()).get("code").asString();
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        Merchant.JSON
                .readTree(OpenApiIT.COPY)
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    private static Map<String, List<String>> table() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(TABLE)) {
            lines.filter(line -> line.startsWith("| `"))
                    .map(AccessMatrixIT::cells)
                    .forEach(cells -> {
                        rows.put(cells.get(0).replace("`", ""), cells.subList(1, cells.size()));
                    });
        }
        return rows;
    }

    private static List<String> columns() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            List<String> cells = lines.filter(line -> line.startsWith("| operation"))
                    .map(AccessMatrixIT::cells)
                    .findFirst()
                    .orElseThrow();
            return cells.subList(1, cells.size());
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static final class JsonMapped {

        static JsonNode of(HttpResponse<String> answer) {
            return Merchant.JSON.readTree(answer.body());
        }
    }
}
