package live.devhooks.api.recognition;

import static live.devhooks.api.recognition.Readings.json;
import static live.devhooks.api.recognition.Readings.kind;
import static live.devhooks.api.recognition.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillManagerPaymentTest {

    @Test
    void readsAPaymentOfABill() {
        Reading reading = read("""
                {'transactionId':'RJB53MTR1N','paidAmount':'50','msisdn':'254722000000','dateCreated':'2021-09-15',
                 'accountReference':'IG1010789','shortCode':'349350555'}""");

        assertThat(reading.type()).isEqualTo("mpesa_bill_manager");
        assertThat(reading.session()).contains(new SessionName("IG1010789"));
        assertThat(reading.identity()).contains("mpesa_bill_manager\npaid\n\nRJB53MTR1N");
        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'paid','reason':'success','amount':50,'receipt':'RJB53MTR1N','phone':'254722000000',
                 'correlationId':'IG1010789'}}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'transactionId':'RJB53MTR1N','paidAmount':50,'shortCode':349350555}",
                "{'transactionId':'RJB53MTR1N','paidAmount':' 50.00 ','accountReference':7,'msisdn':null}"
            })
    void someOfItMayBeMissing(String body) {
        assertThat(kind(read(body))).isEqualTo("mpesa_bill_manager paid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'transactionId':'RJB53MTR1N','paidAmount':'50'}",
                "{'transactionId':'RJB53MTR1N','paidAmount':'0','accountReference':'a'}",
                "{'transactionId':'RJB53MTR1N','paidAmount':'fifty','accountReference':'a'}",
                "{'transactionId':'RJB0000000','paidAmount':'50','accountReference':'a'}",
                "{'transactionId':null,'paidAmount':'50','accountReference':'a'}",
                "{'payment':{'transactionId':'RJB53MTR1N','paidAmount':'50','accountReference':'a'}}"
            })
    void whatProvesNothingIsAWebhook(String body) {
        assertThat(kind(read(body))).isEqualTo("webhook -");
    }
}
