package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every request, with every value that breaks its rule: read from the OpenAPI document, so that no field is left out. */
class BadFieldsIT extends Journey {

    private static final String REFERENCE = "#/components/schemas/";

    /** A request that would be right, by the name of its schema. */
    private static final Map<String, String> RIGHT = Map.ofEntries(
            Map.entry("SignUp", "{\"email\":\"bad-fields@example.com\",\"password\":\"a long password\"}"),
            Map.entry("SignIn", "{\"email\":\"bad-fields@example.com\",\"password\":\"a long password\"}"),
            Map.entry("PasswordResetRequest", "{\"email\":\"bad-fields@example.com\"}"),
            Map.entry("NewPassword", "{\"password\":\"a long password\"}"),
            Map.entry("AccountChanges", "{}"),
            Map.entry("NewKey", "{\"name\":\"a key\"}"),
            Map.entry("NewSource", "{\"source\":\"bad-fields\"}"),
            Map.entry("SourceChanges", "{}"),
            Map.entry("KeyReplacement", "{}"),
            Map.entry("NewSecret", "{}"),
            Map.entry("NewSession", "{}"),
            Map.entry("TokenRequest", "{\"sourceId\":\"payment-flow\",\"secret\":\"sk_x\"}"));

    /** A request whose {@code field} breaks its rule; {@code limit} is what the answer has to say of it. */
    record BadRequest(String method, String path, String field, String body, String limit) {

        @Override
        public String toString() {
            return method + " " + path + " " + field + " " + (body.length() > 80 ? body.substring(0, 80) + "…" : body);
        }
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void namesTheFieldAndTheLimit(BadRequest bad) {
        Merchant merchant = merchant();

        var answer = merchant.send(merchant.request(base().resolve(
                                bad.path.replace("{source}", "payment-flow").replace("{token}", "pr_unknown")))
                .header("content-type", "application/json")
                .method(bad.method, HttpRequest.BodyPublishers.ofString(bad.body)));

        isProblem(answer, 400, "invalid-field");
        assertThat(Merchant.JSON.readTree(answer.body()).get("errors"))
                .as(answer.body())
                .allMatch(error -> error.get("field").asString().startsWith(bad.field))
                .anyMatch(error -> error.get("message").asString().contains(bad.limit));
    }

    @Test
    void nothingIsHalfWritten() {
        Merchant merchant = merchant();

        assertThat(merchant.get("/v1/sources").body()).doesNotContain("bad-fields");
        assertThat(merchant.get("/v1/account/keys").body()).isEqualTo("{\"keys\":[]}");
        isProblem(merchant.signIn("bad-fields@example.com", "a long password"), 401, "invalid-credentials");
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
                    if (schema.isString()) {
                        String name = schema.asString().replace(REFERENCE, "");
                        JsonNode fields = document.at("/components/schemas/" + name);
                        all.addAll(of(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), name, fields));
                    }
                }));
        assertThat(all).hasSizeGreaterThan(60);
        return all.stream();
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
                bad.add(new BadRequest(method, path, field.getKey(), body.toString(), wrong.limit));
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
                wrong.add(new Wrong(json("\"many\""), "must be a whole number"));
                wrong.add(new Wrong(json("1.5"), "must be a whole number"));
                wrong.add(new Wrong(json("99999999999999999999"), "must be a whole number"));
                wrong.add(new Wrong(
                        json(Long.toString(schema.get("maximum").asLong() + 1)),
                        schema.get("maximum").asString()));
                wrong.add(new Wrong(
                        json(Long.toString(schema.get("minimum").asLong() - 1)),
                        schema.get("minimum").asString()));
            }
            case "boolean" -> {
                wrong.add(new Wrong(json("\"true\""), "must be true or false"));
                wrong.add(new Wrong(json("1"), "must be true or false"));
            }
            case "array" -> {
                wrong.add(new Wrong(json("\"10.0.0.0/8\""), "must be a list"));
                wrong.add(new Wrong(json("[5]"), "must be text"));
                wrong.add(new Wrong(json("[null]"), "must not be"));
                wrong.add(new Wrong(json("[\"nonsense\"]"), "CIDR"));
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
        if (schema.has("pattern")) {
            wrong.add(new Wrong(json("\"a\\u0000b\""), "must"));
        }
        if (schema.path("format").asString("").equals("email")) {
            wrong.add(new Wrong(json("\"nobody\""), "email"));
        }
    }

    private static JsonNode json(String text) {
        return Merchant.JSON.readTree(text);
    }
}
