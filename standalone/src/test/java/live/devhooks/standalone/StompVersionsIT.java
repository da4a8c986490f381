package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STOMP 1.0, 1.1 and 1.2: what their specifications say differently, and what is the same in all. */
class StompVersionsIT extends StompJourney {

    @ParameterizedTest
    @CsvSource({
        "CONNECT,'',1.0",
        "CONNECT,1.0,1.0",
        "CONNECT,1.1,1.1",
        "CONNECT,1.2,1.2",
        "CONNECT,'1.0,1.1',1.1",
        "CONNECT,'1.2,1.1,1.0',1.2",
        "CONNECT,'1.1, 1.0',1.1",
        "CONNECT,'1.1,2.0',1.1",
        "STOMP,'1.0,1.1,1.2',1.2",
        "STOMP,1.1,1.1"
    })
    void theNewestVersionThatBothSpeakIsAgreedOn(String command, String versions, String agreed) {
        try (RawStomp client = open()) {
            client.text(connect(versions).replaceFirst("CONNECT", command) + "\n\0");

            RawStomp.Received connected = client.next("CONNECTED");
            assertThat(connected.header("version")).isEqualTo(agreed);
            assertThat(connected.header("heart-beat")).isEqualTo("10000,10000");
        }
    }

    @Test
    void aVersionThatNobodyKnowsIsRefused() {
        try (RawStomp client = open()) {
            client.text(connect("2.0,3.1") + "\n\0");

            client.refusal("not-supported");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y", "1.5,2", ",", "1,", "99999999999999999999,0"})
    void aHeartBeatThatIsNoneIsRefused(String heartbeat) {
        try (RawStomp client = open()) {
            client.text(connect("1.2") + "heart-beat:" + heartbeat + "\n\n\0");

            client.refusal("bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0", "0,1", "1,0", "60000,60000", "9223372036854775807,9223372036854775807"})
    void anyHeartBeatCanBeAskedFor(String heartbeat) {
        try (RawStomp client = open()) {
            client.text(connect("1.2") + "heart-beat:" + heartbeat + "\n\n\0\n\n");
            client.next("CONNECTED");
            client.text("SUBSCRIBE\nid:1\ndestination:" + STREAM + "\nreceipt:live\n\n\0");

            client.receipt("live");
        }
    }

    /** What a client of each version writes for a name of {@code a:b\}, a line feed and, where it can be said, a carriage return. */
    @ParameterizedTest
    @CsvSource({"1.0,a:b\\\\", "1.1,a\\cb\\\\\\n", "1.2,a\\cb\\\\\\n\\r"})
    void whatAClientWroteItIsAnsweredAsItsVersionWritesIt(String version, String written) {
        try (RawStomp client = connected(version)) {
            client.text("SUBSCRIBE\nid:" + written + "\ndestination:" + STREAM + "\nack:client\nreceipt:" + written
                    + "\n\n\0");
            client.receipt(written);
            post();

            RawStomp.Received message = client.next("MESSAGE");
            assertThat(message.header("subscription")).isEqualTo(written);
            assertThat(message.header("destination")).isEqualTo(STREAM);
            client.text("NACK\nid:" + message.header("ack") + "\nsubscription:" + written + "\nmessage-id:"
                    + message.header("message-id") + "\nreceipt:" + written + "\n\n\0");
            client.receipt(written);
            assertThat(client.next("MESSAGE").header("message-id")).isEqualTo(message.header("message-id"));
            client.text("UNSUBSCRIBE\nid:" + written + "\nreceipt:" + written + "\n\n\0");
            client.receipt(written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void anEscapeThatIsNotDefinedIsRefused(String version) {
        try (RawStomp client = connected(version)) {
            client.text("SUBSCRIBE\nid:a\\tb\ndestination:" + STREAM + "\n\n\0");

            client.refusal("bad-request");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,'message-id:%1$s\n'",
        "1.1,'message-id:%1$s\nsubscription:s\n'",
        "1.2,'id:%2$s\n'",
    })
    void eachVersionAcknowledgesInItsWay(String version, String headers) {
        try (RawStomp client = connected(version)) {
            client.text(
                    "SUBSCRIBE\nid:s\ndestination:" + STREAM + "\nack:client\nprefetch-count:1\nreceipt:live\n\n\0");
            client.receipt("live");
            post();
            post();

            RawStomp.Received first = client.next("MESSAGE");
            client.text("ACK\n" + headers.formatted(first.header("message-id"), first.header("ack")) + "\n\0");

            assertThat(client.next("MESSAGE").header("message-id")).isNotEqualTo(first.header("message-id"));
        }
    }

    @Test
    void beforeOneOneTheDestinationStandsForTheSubscription() {
        try (RawStomp client = connected("1.0")) {
            client.text("SUBSCRIBE\ndestination:" + STREAM + "\nreceipt:live\n\n\0");
            client.receipt("live");
            post();
            client.next("MESSAGE");

            client.text("UNSUBSCRIBE\ndestination:" + STREAM + "\nreceipt:gone\n\n\0");
            client.receipt("gone");
            post();
            client.text("DISCONNECT\nreceipt:bye\n\n\0");
            client.receipt("bye");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void eachFrameIsReceiptedAndTheConnectionEndsAfterTheLast(String version) {
        try (RawStomp client = connected(version)) {
            client.text("SUBSCRIBE\nid:s\ndestination:" + STREAM + "\nack:client\nreceipt:1\n\n\0");
            client.receipt("1");
            post();
            RawStomp.Received event = client.next("MESSAGE");
            String named = "id:" + event.header("ack") + "\nsubscription:s\nmessage-id:" + event.header("message-id");

            client.text("ACK\n" + named + "\nreceipt:2\n\n\0");
            client.receipt("2");
            client.text("NACK\n" + named + "\nreceipt:3\n\n\0");
            client.receipt("3");
            client.text("SEND\ndestination:/app/token\nreceipt:4\n\n" + token() + "\0");
            client.receipt("4");
            client.text("UNSUBSCRIBE\nid:s\nreceipt:5\n\n\0");
            client.receipt("5");
            client.text("DISCONNECT\nreceipt:6\n\n\0");
            client.receipt("6");
            assertThat(client.next(RawStomp.CLOSE).body()).isEqualTo("1000");
        }
    }

    @Test
    void whoeverSaysGoodByeWithoutAskingForAReceiptIsLetGoToo() {
        try (RawStomp client = connected("1.2")) {
            client.text("DISCONNECT\n\n\0");

            assertThat(client.next(RawStomp.CLOSE).body()).isEqualTo("1000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN\ntransaction:t\n\n\0",
                "COMMIT\ntransaction:t\n\n\0",
                "ABORT\ntransaction:t\n\n\0",
                "ACK\nid:x\ntransaction:t\n\n\0",
                "NACK\nid:x\ntransaction:t\n\n\0",
                "SEND\ndestination:/app/token\ntransaction:t\n\n\0"
            })
    void thereAreNoTransactions(String frame) {
        for (String version : new String[] {"1.0", "1.1", "1.2"}) {
            try (RawStomp client = connected(version)) {
                client.text(frame);

                client.refusal("not-supported");
            }
        }
    }
}
