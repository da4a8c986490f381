package live.devhooks.api.recognition;

import static live.devhooks.api.recognition.Readings.payment;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each callback that Daraja is known to send is read as its file expects. */
class DarajaSamplesTest {

    private static final Map<String, String> TYPES = Map.of(
            "stk", "mpesa_callback",
            "c2b_validation", "mpesa_c2b_validation",
            "c2b_confirmation", "mpesa_c2b_confirmation",
            "b2c_timeout", "mpesa_timeout",
            "b2b_express", "mpesa_b2b_express",
            "ratiba", "mpesa_ratiba",
            "bill_manager_payment", "mpesa_bill_manager");

    static List<DarajaSample> samples() {
        return DarajaSample.all();
    }

    @Test
    void thereAreSamplesOfEachKind() {
        assertThat(samples()).hasSizeGreaterThan(25);
        assertThat(samples()).extracting(DarajaSample::kind).containsAll(TYPES.keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAsExpectedAtItsUrl(DarajaSample sample) {
        isReadAsExpected(sample, sample.read(sample.segment()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadAsExpectedAtAUrlThatSaysNothing(DarajaSample sample) {
        isReadAsExpected(sample, sample.read(Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyOtherSegmentIsTheSessionAndChangesNothingElse(DarajaSample sample) {
        Optional<SessionName> order = SessionName.of("order-1001");
        Reading reading = sample.read(order);

        assertThat(reading.session()).isEqualTo(order);
        assertThat(reading.members()).isEqualTo(sample.read(Optional.empty()).members());
        assertThat(reading.identity()).isEqualTo(sample.read(Optional.empty()).identity());
    }

    private static void isReadAsExpected(DarajaSample sample, Reading reading) {
        JsonNode payment = payment(reading);
        assertThat(reading.type()).isEqualTo(TYPES.getOrDefault(sample.kind(), "mpesa_result"));
        assertThat(reading.session().map(SessionName::value))
                .isEqualTo(Optional.ofNullable(sample.expected("session_id")));
        assertThat(payment.path("status").asString("-")).isEqualTo(sample.status());
        assertThat(payment.path("correlationId").asString(null)).isEqualTo(sample.expected("session_id"));
        assertThat(payment.path("resultCode").asString(null)).isEqualTo(sample.expected("result_code"));
        assertThat(payment.path("receipt").asString(null)).isEqualTo(sample.expected("receipt"));
        assertThat(payment.path("phone").asString(null)).isEqualTo(sample.expected("phone"));
        assertThat(payment.path("completedAt").asString(null)).isEqualTo(sample.extra("completed_at"));
        assertThat(amount(payment.path("amount")))
                .isEqualTo(amount(sample.file().at("/expect/amount")));
        assertThat(reading.identity())
                .hasValueSatisfying(
                        identity -> assertThat(identity.lines()).contains(reading.type(), sample.extra("dedupe_id")));
    }

    private static Optional<BigDecimal> amount(JsonNode node) {
        return node.isNumber() ? Optional.of(node.decimalValue().stripTrailingZeros()) : Optional.empty();
    }
}
