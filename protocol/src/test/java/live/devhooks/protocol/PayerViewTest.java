package live.devhooks.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayerViewTest {

    private static final String READING = """
            {"ResultCode":"0","ResultDesc":"Paid by 254708374149.","MerchantRequestID":"29115-34620561-1",\
            "CheckoutRequestID":"ws_CO_27072024104529534708374149","Amount":1.00,"MpesaReceiptNumber":"NLJ7RT61SV",\
            "TransactionDate":"20191219102115","PhoneNumber":"254708374149","Balance":100.5,\
            "payment":{"status":"paid","resultCode":"0","reason":"success","amount":1.00,"receipt":"NLJ7RT61SV","phone":"254708374149",\
            "correlationId":"ws_CO_27072024104529534708374149","completedAt":"2019-12-19T10:21:15+03:00","orgBalance":7}}""";

    @Test
    void isWrittenAsTheGoldenFileSays() throws IOException {
        Event event = new Event(
                new EventId(1, 1842),
                "payment-flow",
                SessionName.of("order-1001"),
                "mpesa_callback",
                Instant.parse("2026-11-24T02:11:09.123456Z"),
                READING,
                new EventBody(EventBody.Form.JSON, "{\"secret\":1}".getBytes(UTF_8)));

        assertThat(event.toPayerJson() + "\n").isEqualTo(Files.readString(Path.of("golden/event-payer.json")));
    }

    @Test
    void whatIsNotNamedIsNotSeen() {
        assertThat(PayerView.of("{\"OrgAccountBalance\":\"1.00\",\"payment\":{\"payerName\":\"x\"}}"))
                .isEqualTo("{\"payment\":{}}");
        assertThat(PayerView.of("{}")).isEqualTo("{}");
    }

    @Test
    void whatHasAnotherFormThanItShouldIsNotSeen() {
        assertThat(
                        PayerView.of(
                                "{\"ResultCode\":{\"a\":1},\"PhoneNumber\":254708374149,\"CheckoutRequestID\":[1],\"payment\":\"x\"}"))
                .isEqualTo("{}");
    }

    @Test
    void otherCallbacksAreSeenByTheSameMembers() {
        String c2b = """
                {"payment":{"status":"pending","reason":"validation","amount":5.00,"receipt":"RKL51ZDR4F","phone":"2547 ***** 126",\
                "correlationId":"0708374149","completedAt":"2023-11-21T12:13:25+03:00"}}""";
        String balance = """
                {"payment":{"resultCode":"0","reason":"success","correlationId":"16917-22577599-3","balance":"Working Account|KES|700000.00"}}""";

        assertThat(PayerView.of(c2b)).isEqualTo(c2b.replace("0708374149", "0*****"));
        assertThat(PayerView.of(balance))
                .isEqualTo(
                        "{\"payment\":{\"resultCode\":\"0\",\"reason\":\"success\",\"correlationId\":\"16917-22577599-3\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "254708374149, 2547*****149",
        "+254708374149, 2547*****149",
        "0708374149, 0708*****149",
        "2547 ***** 126, 2547 ***** 126",
        "1234567, 1234*****567",
        "123456, *****",
        "16ccd3a8f5f6a7d2b3f0c0b0a4f3bfb1d0d1d6d0a7a5d3b9f8c7e6d5c4b3a291, *****",
        "John *, *****"
    })
    void aPhoneNumberIsMasked(String phone, String masked) {
        assertThat(PayerView.phone(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "ws_CO_191220191020363925, ws_CO_191220191*****",
        "ws_CO_12345678, ws_CO_12345678",
        "from 254708374149 to 174379, from 254***** to 174379"
    })
    void theDigitsOfAPhoneAreMaskedWhereverTheyStand(String text, String masked) {
        assertThat(PayerView.withoutPhones(text)).isEqualTo(masked);
    }
}
