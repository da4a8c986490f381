package live.devhooks.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static live.devhooks.standalone.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that are searched for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventSearchIT extends Journey {

    private Merchant merchant;

    /** Their places, 1, 2, 3 …, are those that are expected below. */
    @BeforeAll
    void takeEvents() {
        merchant = Merchant.signUp(base());
        URI callbackUrl = merchant.createSource("payment-flow");
        List<String> paid = List.of("/order-1", DarajaSamplesIT.sample("stk_success_2022_raw"));
        List<String> cancelled = List.of("/order-2", DarajaSamplesIT.sample("stk_fail_1032_cancelled"));
        List<String> result = List.of("/result", DarajaSamplesIT.sample("b2c_result_success"));
        List<String> masked = List.of("/c2b-confirmation", DarajaSamplesIT.sample("c2b_confirmation_v2_masked"));
        List<String> hashed = List.of("/c2b-confirmation", DarajaSamplesIT.sample("c2b_confirmation_v1_hashed"));
        List<String> timeout = List.of("/queue-timeout", DarajaSamplesIT.sample("b2c_timeout_echoed_request"));
        List<String> others =
                List.of("/Order-9", "{\"customer\":\"Jos\\u00e9 \\/ Z\u00dcRICH\",\"phone\":\"0722000111\"}");
        for (List<String> webhook : List.of(paid, cancelled, result, masked, hashed, timeout, others)) {
            assertThat(merchant.callback(URI.create(callbackUrl + webhook.get(0)), webhook.get(1))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "session=order-1, 1",
        "session=order-2, 2",
        "session=order, ''",
        "type=mpesa_callback, 2 1",
        "type=mpesa_result, 3",
        "type=mpesa_timeout, 6",
        "type=webhook, 7",
        "status=paid, 5 4 3 1",
        "status=failed, 2",
        "status=pending, 6",
        "status=paid&type=mpesa_callback, 1",
        "status=failed&type=mpesa_result, ''",
        "session=order-1&status=paid&type=mpesa_callback&q=QJD4T7ZOT0, 1",
        "session=order-2&q=QJD4T7ZOT0, ''",
    })
    void aFilterFindsItsOwn(String query, String seqs) {
        assertThat(found(query)).isEqualTo(seqs);
    }

    @ParameterizedTest
    @CsvSource({
        "QJD4T7ZOT0, 1",
        "qjd4t7zot0, 1",
        "' D4T7Z ', 1",
        "0711000103, 1",
        "+254 711 000 103, 1",
        "254711000103, 1",
        "0711 000-103, 1",
        "ws_CO_13102022154520280711000103, 1",
        "98358-32664279-1, 1",
        "0705912645, 6 5",
        "+254705912645, 6 5",
        "0711222126, 4",
        "0711222127, ''",
        "ws_co_21072024125243250722943992, 2",
        "f1e2-4b95-a71d-b30d3cdbb7a7942864, 2",
        "600997_Test_32et3241ed8yu, 6",
        "order-, 7 2 1",
        "ORDER-9, 7",
        "josé / zürich, 7",
        "+254 722 000 111, 7",
        "0722000111, 7",
        "Sample Transaction, 4",
        "cancelled by USER, 2",
        "no such text, ''",
    })
    void aTextIsFoundHoweverItIsTyped(String text, String seqs) {
        assertThat(found("q=" + URLEncoder.encode(text, UTF_8))).isEqualTo(seqs);
    }

    @Test
    void anEventIsFoundByItsId() {
        String id = json(merchant.get("/v1/sources/payment-flow/events?type=mpesa_result"), 200)
                .at("/events/0/id")
                .asString();

        assertThat(found("q=" + id)).isEqualTo("3");
    }

    private String found(String query) {
        return String.join(
                " ",
                json(merchant.get("/v1/sources/payment-flow/events?" + query), 200)
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("seq").asString())
                        .toList());
    }
}
