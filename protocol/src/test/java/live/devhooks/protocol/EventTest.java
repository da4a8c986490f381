package live.devhooks.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import live.devhooks.protocol.EventBody.Form;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void isWrittenAsTheGoldenFileSays() throws IOException {
        Event event = event(
                "{\"ResultCode\":\"0\",\"Amount\":1.00}",
                new EventBody(Form.JSON, "{\"Body\": {\"stkCallback\": {\"ResultCode\": 0}}}".getBytes(UTF_8)));

        assertThat(event.toJson() + "\n").isEqualTo(Files.readString(Path.of("golden/event.json")));
    }

    @Test
    void givesOutNoCredential() throws IOException {
        String body = """
                {"OriginatorConversationID":"600997_Test_32et3241ed8yu","InitiatorName":"testapi","SecurityCredential":"RC6E9WDx ==",\
                "CommandID":"BusinessPayment","Amount":10.00,"PartyB":"254705912645"}""";
        Event event = new Event(
                new EventId(1, 1842),
                "payouts",
                SessionName.of("600997_Test_32et3241ed8yu"),
                EventTypes.MPESA_TIMEOUT,
                Instant.parse("2026-11-24T02:11:09.123456Z"),
                """
                {"payment":{"status":"pending","reason":"timeout","amount":10.00,"phone":"254705912645",\
                "correlationId":"600997_Test_32et3241ed8yu"}}""",
                new EventBody(Form.JSON_WITH_CREDENTIAL, body.getBytes(UTF_8)));

        assertThat(event.toJson() + "\n").isEqualTo(Files.readString(Path.of("golden/event-timeout.json")));
    }

    @Test
    void givesOutNoCredentialOfABodyThatIsNoJson() {
        String body = "{\"Remarks\":\"café\",\"SecurityCredential\":\"RC6E9WDx ==\"";

        JsonNode text = JSON.readTree(event("{}", new EventBody(Form.TEXT_WITH_CREDENTIAL, body.getBytes(UTF_8)))
                .toJson());
        JsonNode bytes =
                JSON.readTree(event("{}", new EventBody(Form.BINARY_WITH_CREDENTIAL, body.getBytes(ISO_8859_1)))
                        .toJson());

        assertThat(text.get("payload").asString())
                .isEqualTo("{\"Remarks\":\"café\",\"SecurityCredential\":\"[redacted]\"");
        assertThat(text.get("payloadEncoding").asString()).isEqualTo("text");
        assertThat(new String(bytes.get("payload").binaryValue(), ISO_8859_1))
                .isEqualTo(text.get("payload").asString());
        assertThat(bytes.get("payloadEncoding").asString()).isEqualTo("base64");
    }

    @Test
    void keepsTheDigitsOfAJsonBody() {
        assertThat(event("{}", new EventBody(Form.JSON, "[1.00, 10000000000000000000001]".getBytes(UTF_8)))
                        .toJson())
                .endsWith("\"payload\":[1.00, 10000000000000000000001]}");
    }

    @Test
    void givesTextAsAString() {
        JsonNode json = JSON.readTree(event("{}", new EventBody(Form.TEXT, "a=\"1\"\u0000\n".getBytes(UTF_8)))
                .toJson());

        assertThat(json.get("payload").asString()).isEqualTo("a=\"1\"\u0000\n");
        assertThat(json.get("payloadEncoding").asString()).isEqualTo("text");
    }

    @Test
    void givesBytesAsBase64() {
        JsonNode json = JSON.readTree(event("{}", new EventBody(Form.BINARY, new byte[] {(byte) 0xff, 0}))
                .toJson());

        assertThat(json.get("payload").asString()).isEqualTo("/wA=");
        assertThat(json.get("payloadEncoding").asString()).isEqualTo("base64");
    }

    @Test
    void takesFurtherMembersBehindItsOwn() {
        Event event = event("{}", body("{}"));

        assertThat(event.toJson("{\"bytes\":2}")).endsWith(",\"payload\":{},\"bytes\":2}");
        assertThat(event.toJson("{}")).isEqualTo(event.toJson());
    }

    @Test
    void leavesOutTheSessionWhereThereIsNone() {
        Event event = new Event(new EventId(1, 1), "s", Optional.empty(), "webhook", Instant.EPOCH, "{}", body("{}"));

        assertThat(JSON.readTree(event.toJson()).has("session")).isFalse();
    }

    private static Event event(String reading, EventBody body) {
        return new Event(
                new EventId(1, 1842),
                "payment-flow",
                SessionName.of("order-1001"),
                "mpesa_callback",
                Instant.parse("2026-11-24T02:11:09.123456Z"),
                reading,
                body);
    }

    private static EventBody body(String json) {
        return new EventBody(Form.JSON, json.getBytes(UTF_8));
    }
}
