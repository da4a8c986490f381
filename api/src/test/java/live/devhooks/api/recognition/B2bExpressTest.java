package live.devhooks.api.recognition;

import static live.devhooks.api.recognition.Readings.json;
import static live.devhooks.api.recognition.Readings.kind;
import static live.devhooks.api.recognition.Readings.read;
import static org.assertj.core.api.Assertions.assertThat;

import live.devhooks.protocol.SessionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B2bExpressTest {

    @Test
    void readsASuccess() {
        Reading reading = read("""
                {'resultCode':'0','resultDesc':'done','amount':'71.0','requestId':'404e1aec','resultType':'0',
                 'conversationID':'AG_1','transactionId':'RDQ01NFT1Q','status':'SUCCESS'}""");

        assertThat(reading.type()).isEqualTo("mpesa_b2b_express");
        assertThat(reading.session()).contains(new SessionName("404e1aec"));
        assertThat(reading.identity()).contains("mpesa_b2b_express\npaid\n0\n404e1aec");
        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'paid','resultCode':'0','reason':'success','amount':71.0,'receipt':'RDQ01NFT1Q',
                 'correlationId':'404e1aec'}}"""));
    }

    @Test
    void readsACancellation() {
        Reading reading = read("""
                {'resultCode':'4001','resultDesc':'User cancelled transaction','requestId':'c2a9ba32','amount':'71.0',
                 'paymentReference':'MAndbubry3hi'}""");

        assertThat(json(reading.members())).isEqualTo(json("""
                {'payment':{'status':'failed','resultCode':'4001','reason':'cancelled','amount':71.0,'correlationId':'c2a9ba32'}}"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'resultCode':0,'transactionId':'RDQ01NFT1Q' | paid",
                "'resultCode':0,'resultDesc':'x','amount':71,'status':null | paid",
                "'resultCode':'0','transactionId':'RDQ01NFT1Q','status':'success' | paid",
                "'resultCode':'0','transactionId':'RDQ01NFT1Q','status':'FAILED' | -",
                "'resultCode':'0','transactionId':'RDQ0000000' | -",
                "'resultCode':'0','resultDesc':'x' | -",
                "'resultCode':'0','transactionId':null,'amount':{} | -",
                "'resultCode':'4102','transactionId':'RDQ01NFT1Q','status':'SUCCESS' | failed",
                "'resultCode':'R1','resultDesc':'x' | failed"
            })
    void aSuccessIsBelievedOnlyWhereNothingContradictsIt(String members, String status) {
        assertThat(kind(read("{'requestId':'r'," + members + "}"))).isEqualTo("mpesa_b2b_express " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resultCode':'0','transactionId':'RDQ01NFT1Q'}",
                "{'requestId':'r','transactionId':'RDQ01NFT1Q'}",
                "{'requestId':'r','resultCode':null,'transactionId':'RDQ01NFT1Q'}",
                "{'requestId':'r','orderId':'o','amount':5000,'resultCode':0,'message':'Successful.','transId':4088878653}",
                "{'callback':{'resultCode':'0','requestId':'r','transactionId':'RDQ01NFT1Q'}}"
            })
    void whatIsNotDarajasIsAWebhook(String body) {
        assertThat(kind(read(body))).isEqualTo("webhook -");
    }
}
