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

class ResultCallbackTest {

    private static final String B2C = """
            {'Result':{'ResultType':0,'ResultCode':0,'ResultDesc':'done','OriginatorConversationID':'o-1','ConversationID':'AG_1',
             'TransactionID':'NLJ41HAY6Q','ResultParameters':{'ResultParameter':[
              {'Key':'TransactionAmount','Value':10},{'Key':'TransactionReceipt','Value':'NLJ41HAY6Q'},
              {'Key':'B2CWorkingAccountAvailableFunds','Value':900000.00},
              {'Key':'ReceiverPartyPublicName','Value':'254708374149 - John Doe'},
              {'Key':'TransactionCompletedDateTime','Value':'19.12.2019 11:45:50'}]},
             'ReferenceData':{'ReferenceItem':{'Key':'QueueTimeoutURL','Value':'https://example.com'}}}}""";

    @Test
    void readsAPaymentToACustomer() {
        Reading reading = read(B2C);

        assertThat(reading.type()).isEqualTo("mpesa_result");
        assertThat(reading.session()).contains(new SessionName("o-1"));
        assertThat(reading.identity()).contains("mpesa_result\npaid\n0\no-1");
        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'paid','resultCode':'0','reason':'success','amount':10,'receipt':'NLJ41HAY6Q',
                 'phone':'254708374149','correlationId':'o-1','completedAt':'2019-12-19T11:45:50+03:00'}}"""));
    }

    @Test
    void theUrlMayNameTheSession() {
        assertThat(read(B2C, "payout-7").session()).contains(new SessionName("payout-7"));
        assertThat(read(B2C, "payout-7-result").session()).contains(new SessionName("o-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue-timeout", "TIMEOUT", "b2c_time-out", "QueueTimeOutURL"})
    void atTheTimeoutUrlItIsNoResult(String segment) {
        Reading reading = read(B2C, segment);

        assertThat(kind(reading)).isEqualTo("mpesa_timeout pending");
        assertThat(reading.session()).contains(new SessionName("o-1"));
        assertThat(reading.identity()).contains("mpesa_timeout\npending\n0\no-1");
        assertThat(payment(reading).get("reason").asString()).isEqualTo("timeout");
        assertThat(payment(reading).has("receipt")).isFalse();
    }

    @Test
    void atTheTimeoutUrlItNeedsNoCode() {
        String body = "{'Result':{'OriginatorConversationID':'o-1'}}";

        assertThat(kind(read(body, "timeout"))).isEqualTo("mpesa_timeout pending");
        assertThat(kind(read(body, "result"))).isEqualTo("webhook -");
        assertThat(kind(read("{'Result':{'a':1}}", "timeout"))).isEqualTo("webhook -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 | failed | insufficient_funds",
                "'2001' | failed | invalid_initiator",
                "2001 | failed | invalid_initiator",
                "'R000002' | failed | invalid_transaction",
                "'SFC_IC0003' | failed | other",
                "17 | failed | other",
                "4999 | failed | other",
                "'00' | failed | other"
            })
    void anotherCodeIsAFailure(String code, String status, String reason) {
        Reading reading = read("""
                {'Result':{'ResultCode':%s,'OriginatorConversationID':'o-1','TransactionID':'NLJ0000000','ResultParameters':
                 {'ResultParameter':{'Key':'BOCompletedTime','Value':20200120164825}}}}""".formatted(code));

        assertThat(payment(reading).get("status").asString()).isEqualTo(status);
        assertThat(payment(reading).get("reason").asString()).isEqualTo(reason);
        assertThat(payment(reading).has("receipt")).isFalse();
        assertThat(payment(reading).get("completedAt").asString()).isEqualTo("2020-01-20T16:48:25+03:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'TransactionID':'NLJ41HAY6Q' | paid",
                "'ResultParameters':{'ResultParameter':{'Key':'Amount','Value':'190.00'}} | paid",
                "'ResultParameters':{'ResultParameter':[{'Key':'Amount'},{'Key':'Amount','Value':'190.00'}]} | paid",
                "'TransactionID':'NLJ0000000' | -",
                "'TransactionID':null | -",
                "'TransactionID':{'TransactionID':'NLJ41HAY6Q'} | -",
                "'ResultParameters':{'ResultParameter':[[{'Key':'Amount','Value':190}]]} | -",
                "'ResultParameters':{'ResultParameter':{'Key':'BOCompletedTime','Value':'20200109125710'}} | -",
                "'ResultDesc':'The service request is processed successfully' | -"
            })
    void aSuccessIsAPaymentOnlyWhereMoneyIsSpokenOf(String member, String status) {
        assertThat(kind(read("{'Result':{'ResultCode':0," + member + "}}"))).isEqualTo("mpesa_result " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Result':{}}",
                "{'Result':null}",
                "{'Result':[{'ResultCode':0,'TransactionID':'NLJ41HAY6Q'}]}",
                "{'Result':{'ResultCode':null,'TransactionID':'NLJ41HAY6Q'}}",
                "{'Result':{'ResultCode':{'ResultCode':0},'TransactionID':'NLJ41HAY6Q'}}",
                "{'Result':{'Result':{'ResultCode':0,'TransactionID':'NLJ41HAY6Q'}}}",
                "{'ResultCode':0,'TransactionID':'NLJ41HAY6Q'}"
            })
    void whatHasNoCodeIsAWebhook(String body) {
        assertThat(kind(read(body))).isEqualTo("webhook -");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | 'Completed' | paid | success",
                "0 | 'COMPLETED' | paid | success",
                "0 | 'Cancelled' | failed | cancelled",
                "0 | 'Declined' | failed | declined",
                "0 | 'Expired' | failed | expired",
                "0 | 'Failed' | failed | failed",
                "0 | 'Pending Authorized' | pending | processing",
                "0 | 'Whatever' | pending | processing",
                "0 | null | pending | processing",
                "0 | {'Value':'Completed'} | pending | processing",
                "1 | 'Completed' | pending | insufficient_funds",
                "2001 | '' | pending | invalid_initiator"
            })
    void theAnswerToAStatusQueryIsAboutThePaymentAskedAbout(int code, String state, String status, String reason) {
        Reading reading = read(statusResult(code, "{'Key':'TransactionStatus','Value':" + state + "}"));

        assertThat(payment(reading).get("status").asString()).isEqualTo(status);
        assertThat(payment(reading).get("reason").asString()).isEqualTo(reason);
        assertThat(payment(reading).path("receipt").asString("")).isEqualTo(status.equals("paid") ? "MBN31H462N" : "");
        assertThat(payment(reading).get("amount").asInt()).isEqualTo(300);
        assertThat(payment(reading).get("phone").asString()).isEqualTo("254708374149");
        assertThat(payment(reading).get("completedAt").asString()).isEqualTo("2018-02-23T05:41:12+03:00");
        assertThat(reading.session()).contains(new SessionName("3213-416199-2"));
    }

    @Test
    void statesThatContradictEachOtherProveNothing() {
        String completed = "{'Key':'TransactionStatus','Value':'Completed'}";

        assertThat(kind(read(statusResult(0, completed + "," + completed)))).isEqualTo("mpesa_result paid");
        assertThat(kind(read(statusResult(0, completed + ",{'Key':'TransactionStatus','Value':'Declined'}"))))
                .isEqualTo("mpesa_result pending");
        assertThat(kind(read(statusResult(0, "{'Key':'TransactionReason'}")))).isEqualTo("mpesa_result pending");
    }

    @ParameterizedTest
    @CsvSource({"0, success", "2001, invalid_initiator"})
    void anAccountBalanceIsNoPayment(String code, String reason) {
        Reading reading = read("""
                {'Result':{'ResultCode':'%s','OriginatorConversationID':'16917-22577599-3','TransactionID':'OA90000000',
                 'ResultParameters':{'ResultParameter':[{'Key':'AccountBalance','Value':'Working Account|KES|700000.00|700000.00|0.00|0.00'},
                  {'Key':'BOCompletedTime','Value':'20200109125710'}]}}}""".formatted(code));

        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'resultCode':'%s','reason':'%s','correlationId':'16917-22577599-3',
                 'completedAt':'2020-01-09T12:57:10+03:00'}}""".formatted(code, reason)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "254708374149 - John Doe | 254708374149",
                "254708374149 – John Doe | 254708374149",
                "+254708374149-John-Doe | +254708374149",
                "0708374149 | 0708374149",
                "2547 ***** 126 - JOHN | 2547 ***** 126",
                "254*****149 | 254*****149",
                "94c392c311d522da950619227b3361752a42042db7e1e699b26e628305c68a88 - J | "
                        + "94c392c311d522da950619227b3361752a42042db7e1e699b26e628305c68a88",
                "000000 – Biller Company | ",
                "600000- Biller Company | ",
                "349350555 - Nine digits | ",
                "254708374149 John | ",
                "- | ",
                "* | "
            })
    void aPartyIsAPhoneOrAnOrganisation(String party, String phone) {
        Reading reading = read("""
                {'Result':{'ResultCode':0,'ResultParameters':{'ResultParameter':[
                 {'Key':'DebitPartyName','Value':'600310 - Shop'},{'Key':'CreditPartyPublicName','Value':'%s'}]}}}""".formatted(party));

        assertThat(payment(reading).path("phone").asString("")).isEqualTo(phone == null ? "" : phone);
    }

    private static String statusResult(int code, String state) {
        return """
                {'Result':{'ResultCode':%d,'OriginatorConversationID':'3213-416199-2','TransactionID':'MBN0000000','ResultParameters':
                 {'ResultParameter':[{'Key':'DebitPartyName','Value':'600310 - Shop'},{'Key':'DebitPartyName','Value':'254708374149 - J'},
                  {'Key':'OriginatorConversationID','Value':'3211-416020-3'},{'Key':'InitiatedTime','Value':'20180223054000'},%s,
                  {'Key':'FinalisedTime','Value':'20180223054112'},{'Key':'Amount','Value':'300'},
                  {'Key':'ReceiptNo','Value':'MBN31H462N'}]}}}""".formatted(code, state);
    }
}
