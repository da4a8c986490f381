package live.devhooks.realtime.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTest {

    @ParameterizedTest
    @CsvSource({"V1_0,a:b,a:b", "V1_1,a:b,a\\cb", "V1_2,a:b,a\\cb", "V1_0,\\,\\\\", "V1_1,\\,\\\\", "V1_2,\\,\\\\"})
    void writesHeadersAsTheVersionHasThem(StompVersion version, String value, String written) {
        assertThat(header(version, value)).isEqualTo(written);
    }

    @Test
    void aLineEndInAHeaderEndsNoHeader() {
        assertThat(header(StompVersion.V1_0, "a\r\n")).isEqualTo("a\\r\\n");
        assertThat(header(StompVersion.V1_1, "a\r\nb")).isEqualTo("a\r\\nb");
        assertThat(header(StompVersion.V1_2, "a\r\n")).isEqualTo("a\\r\\n");
    }

    private static String header(StompVersion version, String value) {
        String frame = Frame.of(version, "RECEIPT").header("receipt-id", value).end();
        assertThat(frame).startsWith("RECEIPT\nreceipt-id:").endsWith("\n\n\0");
        return frame.substring("RECEIPT\nreceipt-id:".length(), frame.length() - "\n\n\0".length());
    }

    @Test
    void endsAMessageWithTheEventWhoseLengthInBytesItSays() {
        assertThat(Frame.REST_OF_MESSAGE.write("evt_1_2", "\"aä€\""))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("message-id:evt_1_2\ncontent-length:8\n\n\"aä€\"\0");
    }

    @Test
    void hasWhatIsToBeAcknowledgedBehindTheBeginningOfTheSubscription() {
        byte[] begun = Frame.of(StompVersion.V1_2, "MESSAGE").begun("ack", AckId.begin("a:b"));
        byte[] rest = Frame.REST_OF_MESSAGE_TO_ACKNOWLEDGE.write("evt_1_2", "{}");

        assertThat(begun).asString(StandardCharsets.UTF_8).isEqualTo("MESSAGE\nack:a\\cb.");
        assertThat(rest)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("evt_1_2\nmessage-id:evt_1_2\ncontent-length:2\n\n{}\0");
    }

    @ParameterizedTest
    @EnumSource
    void saysHowManyBytesTheBodyHas(StompVersion version) {
        assertThat(Frame.of(version, "MESSAGE").body("aä€\0b")).isEqualTo("MESSAGE\ncontent-length:8\n\naä€\0b\0");
    }
}
