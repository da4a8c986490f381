package live.devhooks.api.recognition;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import live.devhooks.protocol.EventBody.Form;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecogniserTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Recogniser recogniser = new Recogniser();

    @Test
    void readsAPaidStkCallback() {
        Reading reading = read(stk("0", """
                ,"CallbackMetadata":{"Item":[
                  {"Name":"Amount","Value":1.00},{"Name":"MpesaReceiptNumber","Value":"NLJ7RT61SV"},{"Name":"Balance"},
                  {"Name":"TransactionDate","Value":20191219102115},{"Name":"PhoneNumber","Value":254708374149}]}"""));

        assertThat(reading.type()).isEqualTo("mpesa_callback");
        assertThat(reading.session()).contains(new SessionName("ws_CO_1"));
        assertThat(reading.identity()).contains("mpesa_callback\npaid\n0\nws_CO_1");
        assertThat(JSON.readTree(reading.members())).isEqualTo(JSON.readTree("""
                {"ResultCode":"0","ResultDesc":"text","MerchantRequestID":"m-1","CheckoutRequestID":"ws_CO_1","Amount":1.00,
                 "MpesaReceiptNumber":"NLJ7RT61SV","TransactionDate":"20191219102115","PhoneNumber":"254708374149",
                 "payment":{"status":"paid","resultCode":"0","reason":"success","amount":1.00,"receipt":"NLJ7RT61SV",
                  "phone":"254708374149","correlationId":"ws_CO_1","completedAt":"2019-12-19T10:21:15+03:00"}}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "0, paid, success",
        "0.0, paid, success",
        "-0, paid, success",
        "1032.0, failed, cancelled",
        "'\"0\"', paid, success",
        "1, failed, insufficient_funds",
        "1032, failed, cancelled",
        "'\"1032\"', failed, cancelled",
        "1037, failed, unreachable",
        "1019, failed, expired",
        "2001, failed, wrong_pin",
        "1001, failed, subscriber_locked",
        "1025, failed, push_failed",
        "4999, pending, processing",
        "'\"SFC_IC0003\"', failed, other",
        "-1, failed, other",
        "1e400, failed, other",
        "0e400, failed, other",
        "'\"00\"', failed, other"
    })
    void theCodeAloneDecides(String code, String status, String reason) {
        JsonNode payment = JSON.readTree(read(stk(code, "")).members()).get("payment");

        assertThat(payment.get("status").asString()).isEqualTo(status);
        assertThat(payment.get("reason").asString()).isEqualTo(reason);
    }

    @Test
    void aReceiptOfAPaymentThatFailedIsNone() {
        JsonNode members = JSON.readTree(read(stk("1032", """
                ,"CallbackMetadata":{"Item":[{"Name":"MpesaReceiptNumber","Value":"NLJ0000000"},{"Name":"Amount","Value":"5"}]}""")).members());

        assertThat(members.get("payment").has("receipt")).isFalse();
        assertThat(members.get("payment").get("amount").asInt()).isEqualTo(5);
    }

    @Test
    void aPlaceholderIsNoReceipt() {
        JsonNode members = JSON.readTree(read(stk("0", """
                ,"CallbackMetadata":{"Item":[{"Name":"MpesaReceiptNumber","Value":"NLJ0000000"}]}""")).members());

        assertThat(members.get("payment").has("receipt")).isFalse();
        assertThat(members.get("MpesaReceiptNumber").asString()).isEqualTo("NLJ0000000");
    }

    @Test
    void itemsMayBeRepeatedAndWithoutValue() {
        JsonNode payment = JSON.readTree(read(stk("0", """
                ,"CallbackMetadata":{"Item":[{"Name":"Amount"},{"Name":"Amount","Value":null},{"Name":"Extra","Value":9},
                  {"Name":"PhoneNumber","Value":254708374149.0},{"Name":"Amount","Value":"5.00"},{"Name":"Amount","Value":7},
                  {"Name":"TransactionDate","Value":"19.12.2019 10:21:15"}]}""")).members()).get("payment");

        assertThat(payment.get("amount").decimalValue()).isEqualByComparingTo("5");
        assertThat(payment.get("phone").asString()).isEqualTo("254708374149");
        assertThat(payment.get("completedAt").asString()).isEqualTo("2019-12-19T10:21:15+03:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"CallbackMetadata\":null",
                ",\"CallbackMetadata\":{\"Item\":null}",
                ",\"CallbackMetadata\":{\"Item\":\"x\"}",
                ",\"CallbackMetadata\":{\"Item\":[null,1,[],{\"Name\":null},{\"Value\":1},{\"Name\":\"Amount\",\"Value\":{}}]}",
                ",\"CallbackMetadata\":{\"Item\":[{\"Name\":\"Amount\",\"Value\":1e999999999}]}",
                ",\"CallbackMetadata\":{\"Item\":[{\"Name\":\"TransactionDate\",\"Value\":20191399999999}]}",
                ",\"CallbackMetadata\":[]"
            })
    void oddMetadataLeavesAPaymentWithoutDetails(String metadata) {
        JsonNode payment = JSON.readTree(read(stk("0", metadata)).members()).get("payment");

        assertThat(payment.get("status").asString()).isEqualTo("paid");
        assertThat(payment.has("amount")).isFalse();
        assertThat(payment.has("completedAt")).isFalse();
    }

    @Test
    void aSingleItemNeedsNoList() {
        JsonNode payment = JSON.readTree(read(stk("0", """
                ,"CallbackMetadata":{"Item":{"Name":"Amount","Value":" 7.50 "}}""")).members()).get("payment");

        assertThat(payment.get("amount").decimalValue()).isEqualByComparingTo("7.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "0",
                "{\"Body\":{\"stkCallback\":null}}",
                "{\"Body\":{\"stkCallback\":{}}}",
                "{\"Body\":{\"stkCallback\":{\"ResultCode\":null}}}",
                "{\"Body\":{\"stkCallback\":{\"ResultCode\":\"\"}}}",
                "{\"Body\":{\"stkCallback\":{\"ResultCode\":{}}}}",
                "{\"Body\":{\"stkCallback\":{\"ResultCode\":true}}}",
                "{\"body\":{\"stkCallback\":{\"ResultCode\":0}}}",
                "{\"Body\":{\"Body\":{\"stkCallback\":{\"ResultCode\":0}}}}",
                "[{\"Body\":{\"stkCallback\":{\"ResultCode\":0}}}]",
                "\"{\\\"Body\\\":{\\\"stkCallback\\\":{\\\"ResultCode\\\":0}}}\""
            })
    void whatHasNoOutcomeIsAWebhook(String body) {
        assertThat(read(body)).isEqualTo(Reading.unrecognised(Form.JSON, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "{", "{\"a\":1} trailing", "{\"a\":NaN}", "{'a':1}", "a=b&c=d"})
    void whatIsNotJsonIsText(String body) {
        assertThat(read(body)).isEqualTo(Reading.unrecognised(Form.TEXT, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 100_000})
    void jsonThatIsNestedTooDeepIsText(int depth) {
        String body = "{\"a\":".repeat(depth) + "0" + "}".repeat(depth);

        assertThat(read(body)).isEqualTo(Reading.unrecognised(Form.TEXT, Optional.empty()));
        assertThat(read("[".repeat(depth))).isEqualTo(Reading.unrecognised(Form.TEXT, Optional.empty()));
    }

    @Test
    void jsonThatIsNestedDeepIsJson() {
        assertThat(read("{\"a\":".repeat(500) + "0" + "}".repeat(500)))
                .isEqualTo(Reading.unrecognised(Form.JSON, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1e999999999"})
    void aNumberBeyondAllBoundsIsNoFailure(String number) {
        assertThat(read("{\"Result\":{\"ResultCode\":0,\"TransactionID\":" + number + "},\"a\":" + number + "}")
                        .members())
                .doesNotContain("failed");
        assertThat(read("9".repeat(100_000))).isEqualTo(Reading.unrecognised(Form.TEXT, Optional.empty()));
    }

    @Test
    void whatSaysTwoThingsIsNotBelieved() {
        String twice = "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"a\",\"ResultCode\":%s,\"ResultCode\":%s}}}";

        assertThat(read(twice.formatted("1032", "0"))).isEqualTo(Reading.unrecognised(Form.JSON, Optional.empty()));
        assertThat(read(twice.formatted("0", "0")).type()).isEqualTo("mpesa_callback");
    }

    @Test
    void whatIsNotUtf8IsBinary() {
        assertThat(recogniser.read(new byte[] {(byte) 0xff, 0x00}, Optional.empty(), Optional.empty()))
                .isEqualTo(Reading.unrecognised(Form.BINARY, Optional.empty()));
        assertThat(recogniser.read(
                        "{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1), Optional.empty(), Optional.empty()))
                .isEqualTo(Reading.unrecognised(Form.BINARY, Optional.empty()));
        assertThat(recogniser
                        .read("{\"ä\":1}".getBytes(UTF_16LE), Optional.empty(), Optional.empty())
                        .type())
                .isEqualTo("webhook");
    }

    @Test
    void aByteOrderMarkIsNoObstacle() {
        assertThat(read("\uFEFF" + stk("0", "")).type()).isEqualTo("mpesa_callback");
    }

    @Test
    void whatPostgresCannotStoreIsReplaced() {
        Reading reading = read("{\"Body\":{\"stkCallback\":{\"ResultCode\":\"1\\u0000\",\"ResultDesc\":\"a\\ud800b\","
                + "\"CheckoutRequestID\":\"ws\\u0000\"}}}");

        assertThat(reading.session()).contains(new SessionName("ws\uFFFD"));
        assertThat(JSON.readTree(reading.members()).get("ResultDesc").asString())
                .isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ref | {'ref':' order-1 '} | order-1",
                "/data/0/id | {'data':[{'id':42}]} | 42",
                "/ref | {'ref':12.50} | 12.50",
                "/ref | {'ref':1e999999999} | 1E+999999999",
                "/ref | {'ref':null} |",
                "/ref | {'ref':{'a':1}} |",
                "/ref | {'other':1} |",
                "/ref | [1,2] |",
                "/ref | 'x' |",
                "/ref | no JSON |"
            })
    void theSessionOfAnythingElseIsWhereThePointerLeads(String pointer, String body, @Nullable String session) {
        byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);

        assertThat(recogniser
                        .read(bytes, Optional.empty(), Optional.of(JsonPointer.compile(pointer)))
                        .session())
                .isEqualTo(Optional.ofNullable(session).map(SessionName::new));
    }

    @Test
    void aPointerDoesNotRuleWhatIsRecognised() {
        String body =
                "{\"ref\":\"mine\",\"Body\":{\"stkCallback\":{\"ResultCode\":0,\"CheckoutRequestID\":\"ws_CO_1\"}}}";

        assertThat(recogniser
                        .read(body.getBytes(UTF_8), Optional.empty(), Optional.of(JsonPointer.compile("/ref")))
                        .session())
                .contains(new SessionName("ws_CO_1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ref\":\"mine\"}", "no JSON", "{\"Body\":{\"stkCallback\":{\"ResultCode\":0}}}"})
    void theUrlsSegmentIsTheSessionOfAnything(String body) {
        Optional<SessionName> segment = SessionName.of("validation-of-order-1");

        assertThat(recogniser
                        .read(body.getBytes(UTF_8), segment, Optional.of(JsonPointer.compile("/ref")))
                        .session())
                .isEqualTo(segment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':[{'securitycredential':1}]} | JSON_WITH_CREDENTIAL",
                "{'Security\\u0043redential':null} | JSON_WITH_CREDENTIAL",
                "{'SecurityCredentials':'x','a':'SecurityCredential'} | JSON",
                "{'SecurityCredential':'x' | TEXT_WITH_CREDENTIAL",
                "SECURITYCREDENTIAL=abc&CommandID=BusinessPayment | TEXT_WITH_CREDENTIAL",
                "no SecurityCredential in here | TEXT"
            })
    void sayWhetherABodyHoldsACredential(String body, Form form) {
        assertThat(read(body.replace('\'', '"')).form()).isEqualTo(form);
    }

    @Test
    void aForeignLetterHidesNoCredential() {
        byte[] latin1 = "{\"Remarks\":\"café\",\"SecurityCredential\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(recogniser.read(latin1, Optional.empty(), Optional.empty()).form())
                .isEqualTo(Form.BINARY_WITH_CREDENTIAL);
    }

    @Test
    void anIdBeyondAllBoundsTellsNothing() {
        String body = "{\"Body\":{\"stkCallback\":{\"ResultCode\":0,\"CheckoutRequestID\":\"%s\"}}}";

        assertThat(read(body.formatted("x".repeat(Callback.MAX_ID_LENGTH))).identity())
                .isPresent();
        assertThat(read(body.formatted("x".repeat(Callback.MAX_ID_LENGTH + 1))).identity())
                .isEmpty();
        assertThat(read(body.formatted("two\\nlines")).identity()).isEmpty();
    }

    private Reading read(String body) {
        return recogniser.read(body.getBytes(UTF_8), Optional.empty(), Optional.empty());
    }

    private static String stk(String code, String metadata) {
        return "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"m-1\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":"
                + code + ",\"ResultDesc\":\"text\"" + metadata + "}}}";
    }
}
