package live.devhooks.api.recognition;

import static live.devhooks.api.recognition.Readings.json;
import static live.devhooks.api.recognition.Readings.kind;
import static live.devhooks.api.recognition.Readings.payment;
import static live.devhooks.api.recognition.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatibaTest {

    @ParameterizedTest
    @ValueSource(strings = {"""
                {'responseHeader':{'responseRefID':'a','requestRefID':'0acc','responseCode':'0','responseDescription':'done'},
                 'responseBody':{'responseData':[{'name':'TransactionID','value':'SC8F2IQMH5'},{'name':'responseCode','value':'0'},
                  {'name':'Status','value':'OKAY'},{'name':'Msisdn','value':'254******867'}]}}""", """
                {'ResponseHeader':{'ResponseRefID':'a','RequestRefID':'0acc','ResponseCode':'0','ResponseDescription':'done'},
                 'ResponseBody':{'ResponseData':[{'Name':'transactionID','Value':'SC8F2IQMH5'},{'Name':'ResponseCode','Value':0},
                  {'Name':'Status','Value':'OKAY'},{'Name':'MSISDN','Value':'254******867'}]}}"""})
    void readsAStandingOrderInEitherCase(String body) {
        Reading reading = read(body);

        assertThat(reading.type()).isEqualTo("mpesa_ratiba");
        assertThat(reading.session()).contains(new SessionName("0acc"));
        assertThat(reading.identity()).contains("mpesa_ratiba\npaid\n0\n0acc");
        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'paid','resultCode':'0','reason':'success','receipt':'SC8F2IQMH5','phone':'254******867',
                 'correlationId':'0acc'}}"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'0' | [{'name':'responseCode','value':'0'}] | paid | 0 | success",
                "'200' | [{'name':'responseCode','value':'0'}] | paid | 0 | success",
                "200 | {'name':'responseCode','value':200} | paid | 200 | success",
                "'1037' | [] | failed | 1037 | unreachable",
                "'1032' | null | failed | 1032 | cancelled",
                "'0' | [{'name':'responseCode','value':'1'}] | failed | 1 | insufficient_funds",
                "'2001' | [{'name':'responseCode','value':'0'}] | failed | 2001 | wrong_pin",
                "'0' | [{'name':'responseCode','value':'0'},{'name':'responseCode','value':'500'}] | failed | 500 | other",
                "'0' | [{'name':'Status','value':'OKAY'}] | - | 0 | success",
                "'0' | [{'name':'responseCode','value':{'value':'0'}}] | - | 0 | success",
                "'0' | [{'name':'responseCode','value':'0','Value':'1'}] | - | 0 | success"
            })
    void theOrderStandsOnlyWhereBothPartsSaySo(
            String headerCode, String data, String status, String code, String reason) {
        Reading reading =
                read("{'responseHeader':{'requestRefID':'r','responseCode':%s},'responseBody':{'responseData':%s}}"
                        .formatted(headerCode, data));

        assertThat(kind(reading)).isEqualTo("mpesa_ratiba " + status);
        assertThat(payment(reading).get("resultCode").asString()).isEqualTo(code);
        assertThat(payment(reading).get("reason").asString()).isEqualTo(reason);
    }

    @Test
    void thePlaceholderIsNoReceipt() {
        Reading reading = read("""
                {'responseHeader':{'requestRefID':'r','responseCode':'0'},'responseBody':{'responseData':[
                 {'name':'responseCode','value':'0'},{'name':'TransactionID','value':'0000000000'}]}}""");

        assertThat(kind(reading)).isEqualTo("mpesa_ratiba paid");
        assertThat(payment(reading).has("receipt")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'responseHeader':{'requestRefID':'r'},'responseBody':{'responseData':[{'name':'responseCode','value':'0'}]}}",
                "{'responseHeader':{'responseCode':'0'},'responseBody':{'responseData':[{'name':'responseCode','value':'0'}]}}",
                "{'responseHeader':{'requestRefID':'r','responseCode':'0','ResponseCode':'1'}}",
                "{'responseHeader':null,'responseBody':{'responseData':[{'name':'responseCode','value':'0'}]}}",
                "{'header':{'requestRefId':'r','responseCode':200}}"
            })
    void whatHasNoHeaderOfDarajasIsAWebhook(String body) {
        assertThat(kind(read(body))).isEqualTo("webhook -");
    }
}
