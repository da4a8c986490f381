package live.devhooks.api.recognition;

import static live.devhooks.api.recognition.Readings.json;
import static live.devhooks.api.recognition.Readings.kind;
import static live.devhooks.api.recognition.Readings.payment;
import static live.devhooks.api.recognition.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import live.devhooks.protocol.EventBody.Form;
import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueuedRequestTest {

    private static final String B2C = """
            {'OriginatorConversationID':'600997_Test','InitiatorName':'testapi','SecurityCredential':'RC6E9WDx ==',
             'CommandID':'BusinessPayment','Amount':'10','PartyA':'600992','PartyB':'254705912645','Remarks':'remarked',
             'QueueTimeOutURL':'https://example.com','ResultURL':'https://example.com','Occassion':'x'}""";

    @Test
    void readsAnEchoedRequest() {
        Reading reading = read(B2C);

        assertThat(reading.type()).isEqualTo("mpesa_timeout");
        assertThat(reading.form()).isEqualTo(Form.JSON_WITH_CREDENTIAL);
        assertThat(reading.session()).contains(new SessionName("600997_Test"));
        assertThat(reading.identity()).contains("mpesa_timeout\npending\n\n600997_Test");
        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'pending','reason':'timeout','amount':10,'phone':'254705912645','correlationId':'600997_Test'}}"""));
    }

    @ParameterizedTest
    @CsvSource({"queue-timeout, 600997_Test", "timeout, 600997_Test", "result, 600997_Test", "payout-7, payout-7"})
    void isATimeoutAtWhicheverUrl(String segment, String session) {
        assertThat(kind(read(B2C, segment))).isEqualTo("mpesa_timeout pending");
        assertThat(read(B2C, segment).session()).contains(new SessionName(session));
    }

    @Test
    void anotherRequestHasOtherMembers() {
        Reading reading = read("""
                {'Initiator':'testapi','securityCredential':'x','CommandID':'BusinessPayBill','Amount':239,'PartyA':600992,'PartyB':'000000',
                 'QueueTimeoutURL':'https://example.com','ResultURL':'https://example.com'}""");

        assertThat(kind(reading)).isEqualTo("mpesa_timeout pending");
        assertThat(reading.session()).isEmpty();
        assertThat(reading.identity()).isEmpty();
        assertThat(payment(reading).get("amount").asInt()).isEqualTo(239);
        assertThat(payment(reading).has("phone")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'OriginatorConversationID':'o-1','CommandID':'BusinessPayment'}",
                "{'SecurityCredential':'x'}",
                "[{'SecurityCredential':'x','CommandID':'BusinessPayment'}]",
                "{'request':{'SecurityCredential':'x','CommandID':'BusinessPayment'}}"
            })
    void whatIsLittleLikeARequestIsAWebhook(String body) {
        assertThat(kind(read(body, "timeout"))).isEqualTo("webhook -");
    }
}
