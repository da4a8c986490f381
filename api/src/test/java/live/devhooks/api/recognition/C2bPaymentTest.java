package live.devhooks.api.recognition;

import static live.devhooks.api.recognition.Readings.json;
import static live.devhooks.api.recognition.Readings.kind;
import static live.devhooks.api.recognition.Readings.payment;
import static live.devhooks.api.recognition.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class C2bPaymentTest {

    private static final String PAID = "mpesa_c2b_confirmation paid";
    private static final String ASKED = "mpesa_c2b_validation pending";

    @Test
    void readsAConfirmation() {
        Reading reading = read(body("'25.00'"));

        assertThat(reading.session()).contains(new SessionName("Order 7"));
        assertThat(reading.identity()).contains("mpesa_c2b_confirmation\npaid\n\nRKL51ZDR4F");
        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'paid','reason':'success','amount':5.00,'receipt':'RKL51ZDR4F','phone':'2547 ***** 126',
                 'correlationId':'Order 7','completedAt':'2023-11-21T12:13:25+03:00'}}"""));
    }

    @Test
    void readsAValidation() {
        Reading reading = read(body("''"));

        assertThat(kind(reading)).isEqualTo(ASKED);
        assertThat(reading.identity()).contains("mpesa_c2b_validation\npending\n\nRKL51ZDR4F");
        assertThat(payment(reading).get("reason").asString()).isEqualTo("validation");
        assertThat(payment(reading).get("receipt").asString()).isEqualTo("RKL51ZDR4F");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'25.00' | " + PAID,
                "25 | " + PAID,
                "'0.00' | " + PAID,
                "'-3.00' | " + PAID,
                "'' | " + ASKED,
                "' ' | " + ASKED,
                "null | " + ASKED,
                "'unknown' | " + ASKED,
                "{'OrgAccountBalance':'25.00'} | " + ASKED,
                "true | " + ASKED
            })
    void withoutADirectionTheBalanceTellsWhetherThePaymentWasMade(String balance, String kind) {
        assertThat(kind(read(body(balance)))).isEqualTo(kind);
        assertThat(kind(read(body(balance), "shop-7"))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "validation, " + ASKED,
        "Validation, " + ASKED,
        "c2b-validation, " + ASKED,
        "C2BValidationURL, " + ASKED,
        "shop 7 / validation, " + ASKED,
        "confirmation, " + PAID,
        "c2b_CONFIRMATION, " + PAID
    })
    void theUrlGoesBeforeTheBalance(String segment, String kind) {
        assertThat(kind(read(body("'25.00'"), segment))).isEqualTo(kind);
        assertThat(kind(read(body("''"), segment))).isEqualTo(kind);
        assertThat(read(body("''"), segment).session()).contains(new SessionName("Order 7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-7", "invalidation", "confirmations", "validation-confirmation", "timeout", "result"})
    void anyOtherSegmentIsTheSession(String segment) {
        assertThat(read(body("''"), segment).session()).contains(new SessionName(segment));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"' order 7 ' | order 7", "'' | ", "'  ' | ", "null | ", "{} | ", "42 | 42"})
    void theSessionIsWhatThePayerTyped(String reference, @Nullable String session) {
        Reading reading = read(
                "{'TransID':'RKL51ZDR4F','TransAmount':'5.00','BillRefNumber':" + reference + "}", "c2b-validation");

        assertThat(reading.session()).isEqualTo(SessionName.of(session == null ? "" : session));
    }

    @Test
    void nearlyEverythingMayBeMissing() {
        Reading reading = read(
                "{'TransID':'RKL51ZDR4F','TransAmount':5,'MSISDN':254708374149,'TransTime':20231121121325}",
                "confirmation");

        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'paid','reason':'success','amount':5,'receipt':'RKL51ZDR4F','phone':'254708374149',
                 'completedAt':'2023-11-21T12:13:25+03:00'}}"""));
        assertThat(reading.session()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'TransAmount':'5.00'}",
                "{'TransID':null,'TransAmount':'5.00'}",
                "{'TransID':'','TransAmount':'5.00'}",
                "{'TransID':'RKL0000000','TransAmount':'5.00'}",
                "{'TransID':{'TransID':'RKL51ZDR4F'},'TransAmount':'5.00'}",
                "{'TransID':'RKL51ZDR4F'}",
                "{'TransID':'RKL51ZDR4F','TransAmount':null}",
                "{'TransID':'RKL51ZDR4F','TransAmount':'five'}",
                "{'TransID':'RKL51ZDR4F','TransAmount':'0.00'}",
                "{'TransID':'RKL51ZDR4F','TransAmount':-5}",
                "{'TransID':'RKL51ZDR4F','TransAmount':1e400}",
                "{'TransID':'RKL51ZDR4F','TransAmount':['5.00']}",
                "[{'TransID':'RKL51ZDR4F','TransAmount':'5.00'}]",
                "{'Body':{'TransID':'RKL51ZDR4F','TransAmount':'5.00'}}"
            })
    void withoutIdAndAmountNothingIsProved(String body) {
        assertThat(kind(read(body, "confirmation"))).isEqualTo("webhook -");
    }

    private static String body(String balance) {
        return """
                {'TransactionType':'Pay Bill','TransID':'RKL51ZDR4F','TransTime':'20231121121325','TransAmount':'5.00',
                 'BusinessShortCode':'600966','BillRefNumber':' Order 7 ','InvoiceNumber':'','OrgAccountBalance':%s,
                 'ThirdPartyTransID':'','MSISDN':'2547 ***** 126','FirstName':'NICHOLAS','MiddleName':null,'LastName':''}""".formatted(balance);
    }
}
