package live.devhooks.api.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import live.devhooks.protocol.Event;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each value at each depth of each callback, damaged in each of the ways below: whatever comes of it can be stored and given out, and is
 * paid only where the callback was and still has what proves it.
 */
class DarajaMutationsTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LONG_TEXT = "x".repeat(1024 * 1024);

    /** Stands for the long text, with which a tree would be slow. */
    private static final String LONG = "\u0001long";

    /** Stands for a second member of the same name, which a tree cannot have. */
    private static final String TWIN = "\u0001twin";

    /** Ways to damage a value so that nothing is left of it. */
    private static final Map<String, UnaryOperator<JsonNode>> REPLACEMENTS = Map.of(
            "null", value -> NODES.nullNode(),
            "true", value -> NODES.booleanNode(true),
            "empty string", value -> NODES.stringNode(""),
            "empty object", value -> NODES.objectNode(),
            "empty array", value -> NODES.arrayNode(),
            "in an object", value -> NODES.objectNode().set("value", value),
            "in an array in an array",
                    value -> NODES.arrayNode().add(NODES.arrayNode().add(value)),
            "long", value -> NODES.stringNode(LONG));

    /** What proves that a payment was made, by kind of callback: without it nothing is paid, and damage to all else changes nothing. */
    private static final Map<String, List<String>> PROOFS = Map.of(
            "stk", List.of("/Body/stkCallback/ResultCode"),
            "c2b_confirmation", List.of("/TransID", "/TransAmount"),
            "b2b_express", List.of("/resultCode"),
            "ratiba",
                    List.of(
                            "/responseHeader/responseCode",
                            "/responseBody/responseData/1/name",
                            "/responseBody/responseData/1/value"),
            "bill_manager_payment", List.of("/transactionId", "/paidAmount"),
            "transaction_status_result",
                    List.of(
                            "/Result/ResultCode",
                            "/Result/ResultParameters/ResultParameter/8/Key",
                            "/Result/ResultParameters/ResultParameter/8/Value"));

    private static final List<String> PROOFS_OF_RESULT = List.of("/Result/ResultCode");

    /** Damage to these may or may not leave a payment. */
    private static final Map<String, List<String>> DOUBTFUL =
            Map.of("b2b_express", List.of("/requestId", "/status"), "c2b_confirmation", List.of("/OrgAccountBalance"));

    static List<DarajaSample> samples() {
        return DarajaSample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsLostProvesNothing(DarajaSample sample) {
        for (JsonPointer at : pointers(sample.payload())) {
            check(sample, at, "removed", with(sample, at, null).toString());
            REPLACEMENTS.forEach((damage, replacement) -> check(
                    sample,
                    at,
                    damage,
                    with(sample, at, replacement.apply(sample.payload().at(at))).toString()));
        }
        REPLACEMENTS.forEach((damage, replacement) -> check(
                sample,
                JsonPointer.empty(),
                damage,
                replacement.apply(sample.payload()).toString()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void numbersAndStringsAreTheSame(DarajaSample sample) {
        for (JsonPointer at : pointers(sample.payload())) {
            JsonNode value = sample.payload().at(at);
            if (value.isNumber()) {
                isReadAsBefore(
                        sample,
                        with(sample, at, NODES.stringNode(value.asString())).toString(),
                        at);
            } else if (value.isString() && value.stringValue().matches("0|[1-9]\\d{0,17}(\\.\\d+)?")) {
                isReadAsBefore(
                        sample,
                        with(sample, at, NODES.numberNode(new BigDecimal(value.stringValue())))
                                .toString(),
                        at);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsSaidTwiceIsSaidOnce(DarajaSample sample) {
        for (JsonPointer at : pointers(sample.payload())) {
            isReadAsBefore(sample, twice(sample, at, sample.payload().at(at)), at);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMemberWithTwoValuesIsNotBelieved(DarajaSample sample) {
        for (JsonPointer at : pointers(sample.payload())) {
            if (sample.payload().at(at.head()).isObject()) {
                Reading reading = DarajaSample.read(twice(sample, at, NODES.stringNode("another")), sample.segment());

                assertThat(reading.type()).as("%s of %s", at, sample).isEqualTo("webhook");
            }
        }
    }

    private static void check(DarajaSample sample, JsonPointer at, String damage, String damaged) {
        String body = damaged.replace(Readings.JSON.writeValueAsString(LONG), '"' + LONG_TEXT + '"');
        String what = "%s of %s %s".formatted(at, sample, damage);
        Reading reading = DarajaSample.read(body, Optional.empty());

        boolean isPaid = Readings.kind(reading).endsWith(" paid");
        boolean wasPaid = sample.status().equals("paid");
        boolean provesIt = isWithoutDamage(PROOFS.getOrDefault(sample.kind(), PROOFS_OF_RESULT), at);
        boolean isDoubtful = !isWithoutDamage(DOUBTFUL.getOrDefault(sample.kind(), List.of()), at);
        assertThat(isPaid).as(what).isEqualTo(isDoubtful ? isPaid && wasPaid : wasPaid && provesIt);
        assertThat(reading.identity().orElse("").length()).as(what).isLessThanOrEqualTo(Reading.MAX_IDENTITY_LENGTH);
        if (body.length() < LONG_TEXT.length()) {
            canBeGivenOut(what, reading, body);
        }
    }

    private static boolean isWithoutDamage(List<String> parts, JsonPointer damaged) {
        return parts.stream().noneMatch(part -> (part + "/").startsWith(damaged + "/"));
    }

    private static void canBeGivenOut(String what, Reading reading, String body) {
        Event event = new Event(
                new EventId(1, 1),
                "s",
                reading.session(),
                reading.type(),
                Instant.EPOCH,
                reading.members(),
                new EventBody(reading.form(), body.getBytes(UTF_8)));
        JsonNode json = Readings.JSON.readTree(event.toJson());
        assertThat(json.has("payloadEncoding")).as(what).isFalse();
        assertThat(json.get("payload").toString()).as(what).doesNotContain("RC6E9WDx");
        assertThat(Readings.JSON.readTree(event.toPayerJson()).has("payload"))
                .as(what)
                .isFalse();
    }

    private static void isReadAsBefore(DarajaSample sample, String body, JsonPointer at) {
        Reading before = sample.read(sample.segment());
        Reading reading = DarajaSample.read(body, sample.segment());

        assertThat(Readings.kind(reading)).as("%s of %s", at, sample).isEqualTo(Readings.kind(before));
        assertThat(reading.session()).as("%s of %s", at, sample).isEqualTo(before.session());
        assertThat(reading.identity()).as("%s of %s", at, sample).isEqualTo(before.identity());
    }

    /** The body with another value, or with none, at {@code at}. */
    private static JsonNode with(DarajaSample sample, JsonPointer at, @Nullable JsonNode value) {
        JsonNode body = sample.payload().deepCopy();
        JsonNode parent = body.at(at.head());
        if (parent instanceof ArrayNode array) {
            int index = at.last().getMatchingIndex();
            array.remove(index);
            if (value != null) {
                array.insert(index, value);
            }
        } else if (parent instanceof ObjectNode object) {
            String name = at.last().getMatchingProperty();
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        }
        return body;
    }

    /** The body with {@code second} as a further item after the one at {@code at}, or as a further member of its name. */
    private static String twice(DarajaSample sample, JsonPointer at, JsonNode second) {
        JsonNode body = sample.payload().deepCopy();
        JsonNode parent = body.at(at.head());
        if (parent instanceof ArrayNode array) {
            array.insert(at.last().getMatchingIndex() + 1, second);
            return body.toString();
        }
        ((ObjectNode) parent).set(TWIN, second);
        return body.toString()
                .replace(
                        NODES.stringNode(TWIN).toString(),
                        NODES.stringNode(at.last().getMatchingProperty()).toString());
    }

    private static List<JsonPointer> pointers(JsonNode body) {
        List<JsonPointer> pointers = new ArrayList<>();
        collect(body, JsonPointer.empty(), pointers);
        return pointers;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> pointers) {
        node.properties().forEach(member -> {
            pointers.add(at.appendProperty(member.getKey()));
            collect(member.getValue(), at.appendProperty(member.getKey()), pointers);
        });
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            pointers.add(at.appendIndex(index));
            collect(node.get(index), at.appendIndex(index), pointers);
        }
    }
}
