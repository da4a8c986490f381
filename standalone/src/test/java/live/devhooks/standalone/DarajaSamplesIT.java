package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every callback that Daraja is known to send, from the socket to a subscriber's hands. */
class DarajaSamplesIT extends Journey {

    private static final Path SAMPLES = Path.of("../protocol/daraja");

    /** What the samples' readme calls the URLs, and the segments that say the same. */
    private static final Map<String, String> SEGMENTS = Map.of(
            "ValidationURL", "/c2b-validation",
            "ConfirmationURL", "/c2b-confirmation",
            "QueueTimeOutURL", "/queue-timeout",
            "ResultURL", "/result");

    private static final Map<String, String> TYPES = Map.of(
            "stk", "mpesa_callback",
            "c2b_validation", "mpesa_c2b_validation",
            "c2b_confirmation", "mpesa_c2b_confirmation",
            "b2c_timeout", "mpesa_timeout",
            "b2b_express", "mpesa_b2b_express",
            "ratiba", "mpesa_ratiba",
            "bill_manager_payment", "mpesa_bill_manager");

    private static final Map<String, String> ANSWERS = Map.of(
            "c2b_validation", "{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}",
            "bill_manager_payment", "{\"resmsg\":\"Success\",\"rescode\":\"200\"}");

    private static final String ACCEPTED = "{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}";

    /** Each goes to a source of its own, since two of the published ones have the same ids and outcome. */
    @Test
    void eachComesOutOfAStreamWithItsBodyIntact() throws IOException {
        Merchant merchant = Merchant.signUp(base());
        List<Sample> samples = samples();
        assertThat(samples).hasSizeGreaterThan(25);

        for (int at = 0; at < samples.size(); at++) {
            Sample sample = samples.get(at);
            String source = "source-" + at;
            URI callbackUrl = URI.create(merchant.createSource(source) + sample.segment());
            Merchant.Token token = merchant.token(source, merchant.createSecret(source));
            try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
                client.subscribeUntilLive(token.destination(), Map.of());

                assertThat(merchant.callback(callbackUrl, sample.body()).body())
                        .as(sample.name())
                        .isEqualTo(ANSWERS.getOrDefault(sample.kind(), ACCEPTED));
                String json = client.next().body();

                assertThat(json).as(sample.name()).endsWith(",\"payload\":" + sample.payload() + "}");
                isReadAsExpected(sample, Merchant.JSON.readTree(json));
            }
        }
    }

    private static void isReadAsExpected(Sample sample, JsonNode event) {
        JsonNode expect = sample.file().get("expect");
        JsonNode payment = event.path("payment");
        assertThat(event.get("type").asString())
                .as(sample.name())
                .isEqualTo(TYPES.getOrDefault(sample.kind(), "mpesa_result"));
        assertThat(payment.path("status").asString("-")).as(sample.name()).isEqualTo(sample.status());
        same(sample, event.path("session"), expect.get("session_id"));
        same(sample, payment.path("correlationId"), expect.get("session_id"));
        same(sample, payment.path("resultCode"), expect.get("result_code"));
        same(sample, payment.path("receipt"), expect.get("receipt"));
        same(sample, payment.path("phone"), expect.get("phone"));
        same(sample, payment.path("completedAt"), sample.file().at("/extra/completed_at"));
        if (sample.kind().equals("stk")) {
            same(sample, event.path("ResultCode"), expect.get("result_code"));
        }
        if (expect.get("amount").isNull()) {
            assertThat(payment.has("amount")).as(sample.name()).isFalse();
        } else {
            assertThat(payment.get("amount").decimalValue())
                    .as(sample.name())
                    .isEqualByComparingTo(expect.get("amount").decimalValue());
        }
    }

    private static void same(Sample sample, JsonNode actual, JsonNode expected) {
        assertThat(actual.asString("")).as(sample.name()).isEqualTo(expected.asString(""));
    }

    /** The body of the sample of this name. */
    static String sample(String name) {
        return Sample.read(SAMPLES.resolve(name + ".json")).body();
    }

    private static List<Sample> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Sample::read)
                    .toList();
        }
    }

    private record Sample(String name, JsonNode file) {

        static Sample read(Path file) {
            return new Sample(file.getFileName().toString(), Merchant.JSON.readTree(file));
        }

        String kind() {
            return file.get("kind").asString();
        }

        String body() {
            return file.get("payload").toPrettyString();
        }

        /** The body as an event gives it out. */
        String payload() {
            String credential = file.at("/payload/SecurityCredential").asString("");
            return credential.isEmpty() ? body() : body().replace(credential, "[redacted]");
        }

        /** The end of the URL that it was delivered to. */
        String segment() {
            return SEGMENTS.getOrDefault(file.get("delivered_to").asString(), "");
        }

        /** Paid, failed or pending, as the file expects it; none of them for what is no payment. */
        String status() {
            JsonNode success = file.at("/expect/success");
            if (kind().equals("account_balance_result")) {
                return "-";
            }
            return success.isNull() ? "pending" : success.asBoolean() ? "paid" : "failed";
        }
    }
}
