package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames in whatever pieces they come, and what is no frame at all. */
class StompFramingIT extends StompJourney {

    private static final int MAX_FRAME = 64 * 1024;

    /** With a name whose letters have one, two, three and four bytes. */
    private static final String FRAMES =
            "SUBSCRIBE%nid:aä€\uD83D\uDE00%ndestination:" + STREAM + "%nreceipt:live%n%n\0%nUNSUBSCRIBE%n"
                    + "id:aä€\uD83D\uDE00%nreceipt:gone%n%n\0%n%n%nSEND%ndestination:/app/token%nreceipt:renewed%n";

    private String frames(String lineEnd) {
        String token = token();
        return FRAMES.replace("%n", lineEnd) + "content-length:" + token.length() + lineEnd + lineEnd + token + "\0"
                + lineEnd;
    }

    private static void expectAnswers(RawStomp client) {
        // The first may be late, since it waits for the stream.
        String receipts = client.next("RECEIPT").header("receipt-id")
                + client.next("RECEIPT").header("receipt-id");
        if (receipts.contains("live")) {
            client.receipt("renewed");
        }
        assertThat(receipts).contains("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void severalFramesInOneMessage(String lineEnd) {
        try (RawStomp client = connected("1.2")) {
            client.text(frames(lineEnd));
            expectAnswers(client);
        }
        try (RawStomp client = connected("1.2")) {
            client.binary(frames(lineEnd).getBytes(StandardCharsets.UTF_8), true);
            expectAnswers(client);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "1,true", "7,false", "7,true"})
    void framesCutAnywhereIntoBinaryMessages(int length, boolean carriageReturns) {
        byte[] bytes = frames(carriageReturns ? "\r\n" : "\n").getBytes(StandardCharsets.UTF_8);
        try (RawStomp client = connected("1.2")) {
            for (int from = 0; from < bytes.length; from += length) {
                client.binary(Arrays.copyOfRange(bytes, from, Math.min(from + length, bytes.length)), true);
            }
            expectAnswers(client);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "5,true", "5,false"})
    void framesCutBetweenLettersIntoTextMessagesOrFragments(int length, boolean areMessages) {
        int[] letters = frames("\r\n").codePoints().toArray();
        try (RawStomp client = connected("1.2")) {
            for (int from = 0; from < letters.length; from += length) {
                int to = Math.min(from + length, letters.length);
                client.text(new String(letters, from, to - from), areMessages || to == letters.length);
            }
            expectAnswers(client);
        }
    }

    @Test
    void fragmentsOfABinaryMessageCutALetter() {
        byte[] bytes = frames("\n").getBytes(StandardCharsets.UTF_8);
        try (RawStomp client = connected("1.2")) {
            for (int at = 0; at < bytes.length; at++) {
                client.binary(new byte[] {bytes[at]}, at == bytes.length - 1);
            }
            expectAnswers(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void aBodyIsAsLongAsItSaysWhateverIsInIt(String version) {
        String token = token();
        try (RawStomp client = connected(version)) {
            client.text("SEND\ndestination:/app/token\nreceipt:1\n\n" + token + "\0");
            client.receipt("1");

            // If the NUL were the end, what stands before it would do.
            client.text("SEND\ndestination:/app/token\ncontent-length:" + (token.length() + 3) + "\nreceipt:2\n\n"
                    + token + "\0ab\0");
            assertThat(client.refusal("invalid-token").header("receipt-id")).isEqualTo("2");
        }
    }

    @Test
    void ofAHeaderThatIsRepeatedTheFirstCounts() {
        try (RawStomp client = connected("1.2")) {
            client.text("SUBSCRIBE\nid:1\nid:2\ndestination:" + STREAM
                    + "\ndestination:/queue/other\nreceipt:live\nreceipt:other\n\n\0");
            client.receipt("live");
            post();
            assertThat(client.next("MESSAGE").header("subscription")).isEqualTo("1");
        }
        try (RawStomp client = connected("1.2")) {
            client.text("SUBSCRIBE\nid:1\ndestination:/topic/sources/other\ndestination:" + STREAM + "\n\n\0");
            client.refusal("access-denied");
        }
    }

    @Test
    void afterAnErrorNothingMoreIsAnswered() {
        try (RawStomp client = connected("1.2")) {
            client.text("SUBSCRIBE\nid:1\ndestination:/queue/x\n\n\0SUBSCRIBE\nid:2\ndestination:" + STREAM
                    + "\nreceipt:live\n\n\0BEGIN\ntransaction:t\n\n\0");

            client.refusal("bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUBSCRIBE\nid:1\n\n\0",
                "SUBSCRIBE\ndestination:/topic/sources/payment-flow\n\n\0",
                "UNSUBSCRIBE\n\n\0",
                "SEND\n\nbody\0",
                "ACK\n\n\0",
                "NACK\n\n\0",
                "SUBSCRIBE\nid:1\nno header\ndestination:/topic/sources/payment-flow\n\n\0",
                "SUBSCRIBE\n:1\ndestination:/topic/sources/payment-flow\n\n\0",
                "SUBSCRIBE\nid:1\ndestination:/topic/sources/payment-flow\n\na body\0",
                "SEND\ndestination:/app/token\ncontent-type:nonsense\n\nx\0",
                "SEND\ndestination:/app/token\ncontent-length:3\n\nabcdef\0",
                "SUBSCRIBE\rid:1\n\n\0",
                "PUBLISH\n\n\0",
                "subscribe\nid:1\ndestination:/topic/sources/payment-flow\n\n\0",
                "\0\n\n\0",
                "CONNECT\naccept-version:1.2\n\n\0",
                "STOMP\naccept-version:1.2\n\n\0"
            })
    void whatIsNoFrameIsABadRequest(String text) {
        try (RawStomp client = connected("1.2")) {
            client.text(text);
            client.refusal("bad-request");
        }
        try (RawStomp client = connected("1.2")) {
            client.binary(text.getBytes(StandardCharsets.UTF_8), true);
            client.refusal("bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESSAGE", "RECEIPT", "ERROR", "CONNECTED"})
    void whatServersSayIsRefused(String command) {
        try (RawStomp client = connected("1.2")) {
            client.text(command + "\ndestination:" + STREAM + "\n\n\0");

            RawStomp.Received error = client.next("ERROR");
            RawStomp.isConforming(error);
            assertThat(error.header("message")).isIn("not-supported", "bad-request");
            client.next(RawStomp.CLOSE);
        }
    }

    @Test
    void aLengthThatIsNoNumberHidesNothing() {
        try (RawStomp client = connected("1.2")) {
            client.text("SEND\ndestination:/app/token\ncontent-length:many\n\nnonsense\0");
            RawStomp.Received error = client.next("ERROR");
            RawStomp.isConforming(error);
            client.next(RawStomp.CLOSE);
        }
    }

    @Test
    void aLoginThatTheDatabaseCannotTakeIsNobodys() {
        try (RawStomp client = open()) {
            client.text(connect("1.2").replace("login:", "login:\0") + "\n\0");

            client.refusal("invalid-secret");
        }
    }

    @Test
    void aMessageThatIsTooLongIsNotRead() {
        try (RawStomp client = connected("1.2")) {
            client.text("SEND\ndestination:/app/token\n\n" + "x".repeat(MAX_FRAME) + "\0");

            assertThat(client.next(RawStomp.CLOSE).body()).isEqualTo("1009");
        }
    }

    @Test
    void aFrameThatIsTooLongIsRefusedInWhateverPiecesItComes() {
        try (RawStomp client = connected("1.2")) {
            client.text("SEND\ndestination:/app/token\n\n");
            for (int sent = 0; sent < MAX_FRAME; sent += MAX_FRAME / 4) {
                client.text("x".repeat(MAX_FRAME / 4));
            }
            client.refusal("bad-request");
        }
        try (RawStomp client = connected("1.2")) {
            client.text("SEND\ndestination:/app/token\ncontent-length:" + (MAX_FRAME + 1) + "\n\nx");
            client.text("x");
            client.refusal("bad-request");
        }
    }
}
