package live.devhooks.standalone;

import static live.devhooks.standalone.Answers.isProblem;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Events to test with, which go the way of all others. */
class TestEventsIT extends Journey {

    private static final String TESTS = "/v1/sources/payment-flow/test-events";

    @Autowired
    private DatabaseProperties store;

    private Merchant merchant;

    @BeforeEach
    void signUp() {
        merchant = Merchant.signUp(base());
        merchant.createSource("payment-flow");
    }

    @ParameterizedTest
    @CsvSource({
        "success, mpesa_callback, paid, success",
        "cancelled, mpesa_callback, failed, cancelled",
        "insufficient_funds, mpesa_callback, failed, insufficient_funds",
        "wrong_pin, mpesa_callback, failed, wrong_pin",
        "unreachable, mpesa_callback, failed, unreachable",
        "c2b, mpesa_c2b_confirmation, paid, success"
    })
    void eachScenarioIsRecognisedAsWhatItTellsOf(String scenario, String type, String status, String reason) {
        JsonNode sent = sent("{\"scenario\":\"%s\",\"session\":\"order-1\",\"amount\":250,\"phone\":\"0711000103\"}"
                .formatted(scenario));

        JsonNode event = event(sent);
        assertThat(event.get("type").asString()).isEqualTo(type);
        assertThat(event.get("session").asString()).isEqualTo("order-1");
        assertThat(event.at("/payment/status").asString()).isEqualTo(status);
        assertThat(event.at("/payment/reason").asString()).isEqualTo(reason);
        assertThat(event.get("payload")).isEqualTo(sent.get("sent"));
        if (status.equals("paid")) {
            assertThat(event.at("/payment/amount").asInt()).isEqualTo(250);
            assertThat(event.at("/payment/phone").asString()).isEqualTo("254711000103");
            assertThat(event.at("/payment/receipt").asString()).matches("[A-Z]{2}[0-9A-V][0-9A-Z]{7}");
        }
    }

    @Test
    void withoutASessionItIsTheCallbacksOwnAndNoTwoAreTheSame() {
        JsonNode first = sent("{\"scenario\":\"success\"}");
        JsonNode second = sent("{\"scenario\":\"success\"}");

        assertThat(event(first).get("session")).isEqualTo(first.get("correlationId"));
        assertThat(first.get("correlationId").asString()).startsWith("ws_CO_").endsWith("708374149");
        assertThat(second.get("correlationId")).isNotEqualTo(first.get("correlationId"));
        assertThat(second.get("eventId")).isNotEqualTo(first.get("eventId"));
        assertThat(first.at("/answer/ResultCode").asInt()).isZero();
    }

    @Test
    void aPausedSourceRefusesThemToo() {
        merchant.patch("/v1/sources/payment-flow", "{\"paused\":true}");

        await().untilAsserted(() -> isProblem(test(), 409, "source-paused"));
    }

    @Test
    void anAllowlistSaysWhichAddressItKeepsOut() {
        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[\"safaricom\"]}");
        await().untilAsserted(() -> isProblem(test(), 403, "address-not-allowed"));
        assertThat(test().body()).contains("127.0.0.1").contains("allowedAddresses");

        merchant.patch("/v1/sources/payment-flow", "{\"allowedAddresses\":[\"safaricom\",\"127.0.0.1\"]}");

        await().untilAsserted(() -> assertThat(test().statusCode()).isEqualTo(201));
    }

    @Test
    void theyCountAndADayThatIsUsedUpRefusesThem() {
        assertThat(TestPostgres.superuser(store)
                        .sql("""
                                update devhooks.account set plan = 'tiny'
                                where id = (select account_id from devhooks.app_user where email = ?)
                                """)
                        .param(merchant.email())
                        .update())
                .isOne();
        for (int n = 0; n < 3; n++) {
            assertThat(test().statusCode()).isEqualTo(201);
        }

        HttpResponse<String> refused = test();

        isProblem(refused, 429, "over-quota");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isPositive();
        assertThat(json(merchant.get("/v1/usage"), 200).at("/today/accepted").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"scenario\":\"refund\"}; scenario",
                "{}; scenario",
                "{\"scenario\":\"c2b\",\"amount\":0}; amount",
                "{\"scenario\":\"c2b\",\"amount\":250001}; amount",
                "{\"scenario\":\"c2b\",\"phone\":\"12345\"}; phone",
                "{\"scenario\":\"c2b\",\"session\":\"a/b\"}; session"
            })
    void aBadFieldIsNamed(String body, String field) {
        HttpResponse<String> answer = merchant.post(TESTS, body);

        isProblem(answer, 400, "invalid-field");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    private HttpResponse<String> test() {
        return merchant.post(TESTS, "{\"scenario\":\"success\"}");
    }

    private JsonNode sent(String body) {
        return json(merchant.post(TESTS, body), 201);
    }

    private JsonNode event(JsonNode sent) {
        return json(
                merchant.get(
                        "/v1/sources/payment-flow/events/" + sent.get("eventId").asString()),
                200);
    }
}
