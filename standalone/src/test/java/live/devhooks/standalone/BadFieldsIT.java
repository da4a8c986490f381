package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every request, with every value that breaks its rule: read from the OpenAPI document, so that no field is left out. */
class BadFieldsIT extends Journey {

    /** Whose parameters are those of streams, and not of this API. */
    private static final String STREAM = "/v1/sources/{source}/stream";

    private static final String REFERENCE = "#/components/schemas/";

    /** A request that would be right, by the name of its schema. */
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("SignUp", "{\"email\":\"bad-fields@example.com\",\"password\":\"correct horse long\"}"),
            Map.entry("SignIn", "{\"email\":\"bad-fields@example.com\",\"password\":\"correct horse long\"}"),
            Map.entry("PasswordResetRequest", "{\"email\":\"bad-fields@example.com\"}"),
            Map.entry("NewPassword", "{\"password\":\"correct horse long\"}"),
            Map.entry("AccountChanges", "{\"name\":\"Half\"}"),
            Map.entry("NewKey", "{\"name\":\"a key\"}"),
            Map.entry("NewSource", "{\"source\":\"bad-fields\"}"),
            Map.entry("SourceChanges", "{\"name\":\"Half\",\"paused\":true,\"burst\":7}"),
            Map.entry("KeyReplacement", "{}"),
            Map.entry("NewSecret", "{\"name\":\"Half\"}"),
            Map.entry("NewSession", "{}"),
            Map.entry("NewTestEvent", "{\"scenario\":\"success\"}"),
            Map.entry("TokenRequest", "{\"sourceId\":\"payment-flow\",\"secret\":\"sk_x\"}"));

    /** A request whose {@code field} breaks its rule; {@code limit} is what the answer has to say of it. */
    record BadRequest(
            String method,
            String path,
            String field,
            @Nullable String body,
            String limit) {

        HttpResponse<String> sendAs(Merchant merchant, URI base) {
            String address = path.replace("{source}", "payment-flow").replace("{token}", "pr_unknown");
            HttpRequest.Builder request = merchant.request(base.resolve(address));
            return merchant.send(
                    body == null
                            ? request.method(method, HttpRequest.BodyPublishers.noBody())
                            : request.header("content-type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body)));
        }

        @Override
        public String toString() {
            String shown = Objects.requireNonNullElse(body, "");
            return method + " " + path + " " + field + " "
                    + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown);
        }
    }

    @Autowired
    private DatabaseProperties store;

    @ParameterizedTest
    @MethodSource("badRequests")
    void namesTheFieldAndTheLimit(BadRequest bad) {
        HttpResponse<String> answer = bad.sendAs(merchant(), base());

        isProblem(answer, 400, "invalid-field");
        assertThat(Merchant.JSON.readTree(answer.body()).get("errors"))
                .as(answer.body())
                .allMatch(error -> error.get("field").asString().startsWith(bad.field))
                .anyMatch(error -> error.get("message").asString().contains(bad.limit));
    }

    @Test
    void nothingIsHalfWritten() {
        Merchant merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
        List<String> before = all(merchant);

        badRequests().forEach(bad -> bad.sendAs(merchant, base()));

        assertThat(all(merchant)).isEqualTo(before);
        isProblem(merchant.signIn("bad-fields@example.com", "correct horse long"), 401, "invalid-credentials");
    }

    /** Whatever the requests of this test could write. */
    private List<String> all(Merchant merchant) {
        List<String> all = new ArrayList<>();
        for (String path : List.of(
                "/v1/account", "/v1/account/keys", "/v1/sources", "/v1/sources/payment-flow/secrets", "/v1/audit")) {
            all.add(merchant.get(path).body());
        }
        all.add(TestPostgres.superuser(store)
                .sql("select count(*) from devhooks.session_secret")
                .query(String.class)
                .single());
        return all;
    }

    /** One for all, made by whichever test comes first. */
    private static @Nullable Merchant shared;

    private Merchant merchant() {
        Merchant known = shared;
        if (known == null) {
            known = Merchant.signUp(base());
            known.createSource("payment-flow");
            shared = known;
        }
        return known;
    }

    static Stream<BadRequest> badRequests() {
        JsonNode document = Merchant.JSON.readTree(OpenApiIT.COPY);
        List<BadRequest> all = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode schema = operation.getValue().at("/requestBody/content/application~1json/schema/$ref");
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    operation
                            .getValue()
                            .path("parameters")
                            .valueStream()
                            .filter(parameter -> !path.getKey().equals(STREAM))
                            .filter(parameter -> parameter.get("in").asString().equals("query"))
                            .forEach(parameter -> all.addAll(of(method, path.getKey(), parameter)));
                    if (schema.isString()) {
                        String name = schema.asString().replace(REFERENCE, "");
                        JsonNode fields = document.at("/components/schemas/" + name);
                        all.addAll(of(method, path.getKey(), name, fields));
                    }
                }));
        assertThat(all).hasSizeGreaterThan(120).anyMatch(bad -> bad.body == null);
        return all.stream();
    }

    private static List<BadRequest> of(String method, String path, JsonNode parameter) {
        String name = parameter.get("name").asString();
        JsonNode schema = parameter.get("schema");
        boolean isText = schema.get("type").asString().equals("string");
        return (isText ? wrongTexts(schema) : wrongValues(schema))
                .stream()
                        .map(wrong -> new BadRequest(
                                method, path + "?" + name + "=" + encoded(wrong), name, null, wrong.limit))
                        .toList();
    }

    private static String encoded(Wrong wrong) {
        return URLEncoder.encode(wrong.value.asString(), StandardCharsets.UTF_8);
    }

    /** Of a parameter, which is always some text. */
    private static List<Wrong> wrongTexts(JsonNode schema) {
        List<Wrong> wrong = new ArrayList<>(List.of(new Wrong(json("\"a\\u0000b\""), "must")));
        if (schema.has("maxLength")) {
            String tooLong = "x".repeat(schema.get("maxLength").asInt() + 1);
            wrong.add(new Wrong(
                    json("\"" + tooLong + "\""), schema.get("maxLength").asString()));
        }
        return wrong;
    }

    private static List<BadRequest> of(String method, String path, String name, JsonNode schema) {
        List<BadRequest> bad = new ArrayList<>();
        assertThat(RIGHT).as("a right request of the schema " + name).containsKey(name);
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asString()));
        for (Map.Entry<String, JsonNode> field : schema.get("properties").properties()) {
            wrongValues(field.getValue()).forEach(wrong -> {
                ObjectNode body = right(name);
                body.set(field.getKey(), wrong.value);
                bad.add(new BadRequest(
                        method, path, field.getKey(), body.toString().replace(HALF, "\\ud83d"), wrong.limit));
            });
            if (required.contains(field.getKey())) {
                ObjectNode body = right(name);
                body.remove(field.getKey());
                bad.add(new BadRequest(method, path, field.getKey(), body.toString(), "must not be"));
            }
        }
        ObjectNode unknown = right(name);
        unknown.put("colour", "red");
        bad.add(new BadRequest(method, path, "colour", unknown.toString(), "not a field"));
        return bad;
    }

    private static ObjectNode right(String name) {
        return (ObjectNode) Merchant.JSON.readTree(RIGHT.get(name));
    }

    /** Stands for half of a surrogate pair, which has no form in UTF-8 but that of its escape in JSON. */
    private static final String HALF = "HALF-OF-A-PAIR";

    private record Wrong(JsonNode value, String limit) {}

    private static List<Wrong> wrongValues(JsonNode schema) {
        List<Wrong> wrong = new ArrayList<>();
        switch (schema.get("type").asString()) {
            case "string" -> {
                wrong.add(new Wrong(json("{\"a\":1}"), "must be text"));
                wrong.add(new Wrong(json("5"), "must be text"));
                text(schema, wrong);
            }
            case "integer" -> {
                String least = schema.get("minimum").asString();
                String most = schema.path("maximum").asString("9223372036854775807");
                for (String none : List.of("\"many\"", "1.5", "99999999999999999999")) {
                    wrong.add(new Wrong(json(none), "must be a whole number between " + least + " and " + most));
                }
                wrong.add(new Wrong(json(Long.toString(Long.parseLong(least) - 1)), least));
                if (schema.has("maximum")) {
                    wrong.add(
                            new Wrong(json("3000000000"), "must be a whole number between " + least + " and " + most));
                    wrong.add(new Wrong(json(Long.toString(Long.parseLong(most) + 1)), most));
                }
            }
            case "boolean" -> {
                wrong.add(new Wrong(json("\"maybe\""), "must be true or false"));
                wrong.add(new Wrong(json("2"), "must be true or false"));
            }
            case "array" -> {
                wrong.add(new Wrong(json("\"10.0.0.0/8\""), "must be a list"));
                wrong.add(new Wrong(json("[5]"), "must be text"));
                wrong.add(new Wrong(json("[null]"), "must not be"));
                wrong.add(new Wrong(json("[\"nonsense\"]"), "CIDR"));
                wrong.add(new Wrong(json("[\"10.0.0.0/8\\u0000\"]"), "NUL"));
                wrong.add(new Wrong(json("[\"" + HALF + "\"]"), "surrogate"));
                String tooMany = "\"10.0.0.0/8\",".repeat(schema.get("maxItems").asInt());
                wrong.add(new Wrong(
                        json("[" + tooMany + "\"::1\"]"), schema.get("maxItems").asString()));
            }
            default -> throw new AssertionError("no wrong values are known of " + schema);
        }
        return wrong;
    }

    private static void text(JsonNode schema, List<Wrong> wrong) {
        if (schema.has("maxLength")) {
            String tooLong = "x".repeat(schema.get("maxLength").asInt() + 1);
            wrong.add(new Wrong(
                    json("\"" + tooLong + "\""), schema.get("maxLength").asString()));
        }
        if (schema.path("minLength").asInt(0) > 0) {
            wrong.add(new Wrong(json("\"\""), schema.get("minLength").asString()));
        }
        wrong.add(new Wrong(json("\"/a long text with\\u0000\""), "NUL"));
        wrong.add(new Wrong(json("\"/a long text with " + HALF + "\""), "surrogate"));
        if (schema.has("pattern")) {
            wrong.add(new Wrong(json("\"a\\u0001b\""), "must"));
            String veryLong = "a" + "-a".repeat(20_000);
            wrong.add(new Wrong(
                    json("\"" + veryLong + "\""), schema.get("maxLength").asString()));
        }
        if (schema.path("format").asString("").equals("email")) {
            wrong.add(new Wrong(json("\"nobody\""), "email"));
        }
    }

    private static JsonNode json(String text) {
        return Merchant.JSON.readTree(text);
    }
}
