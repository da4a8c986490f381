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

    @Test
    void eachComesOutOfAStreamWithItsBodyIntact() throws IOException {
        Merchant merchant = Merchant.signUp(base());
        URI callbackUrl = merchant.createSource("payment-flow");
        Merchant.Token token = merchant.token("payment-flow", merchant.createSecret("payment-flow"));
        List<Sample> samples = samples();
        assertThat(samples).hasSizeGreaterThan(25);

        try (StompTestClient client = StompTestClient.connect(token.url(), token.value())) {
            client.subscribeUntilLive(token.destination(), Map.of());
            for (Sample sample : samples) {
                assertThat(merchant.callback(callbackUrl, sample.body()).body())
                        .isEqualTo("{\"ResultCode\":0,\"ResultDesc\":\"Accepted\"}");

                String json = client.next().body();

                assertThat(json).as(sample.name()).endsWith(",\"payload\":" + sample.body() + "}");
                if (sample.kind().equals("stk")) {
                    isReadAsExpected(sample, Merchant.JSON.readTree(json));
                } else {
                    assertThat(Merchant.JSON.readTree(json).get("type").asString())
                            .isEqualTo("webhook");
                }
            }
        }
    }

    private static void isReadAsExpected(Sample sample, JsonNode event) {
        JsonNode expect = sample.file().get("expect");
        JsonNode payment = event.path("payment");
        assertThat(event.get("type").asString()).isEqualTo("mpesa_callback");
        assertThat(event.get("session").asString())
                .isEqualTo(expect.get("session_id").asString());
        assertThat(event.get("ResultCode").asString())
                .isEqualTo(expect.get("result_code").asString());
        assertThat(payment.get("status").asString())
                .isEqualTo(expect.get("success").asBoolean() ? "paid" : "failed");
        assertThat(payment.get("correlationId").asString())
                .isEqualTo(expect.get("session_id").asString());
        same(sample, payment.path("receipt"), expect.get("receipt"));
        same(sample, payment.path("phone"), expect.get("phone"));
        same(sample, payment.path("completedAt"), sample.file().at("/extra/completed_at"));
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
    }
}
