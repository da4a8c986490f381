package live.devhooks.realtime.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;

class SplitLineEndsTest {

    private final SplitLineEnds lineEnds = new SplitLineEnds();

    @Test
    void keepsACarriageReturnUntilTheNextMessage() {
        assertThat(mended(text("SEND\r"), text("\nid:1\r\n\r"), text("\r"), text("\n\r\n")))
                .containsExactly("SEND", "\r\nid:1\r\n", "\r", "\r\n\r\n");
    }

    @Test
    void keepsItBetweenMessagesOfTwoKindsToo() {
        assertThat(mended(binary("SEND\r"), text("\n\r"), binary("\r"), binary("\n")))
                .containsExactly("SEND", "\r\n", "\r", "\r\n");
    }

    @Test
    void leavesAllElseAsItIs() {
        TextMessage message = text("SEND\r\n\r\n");

        assertThat(lineEnds.mend(message)).isSameAs(message);
        assertThat(mended(text(""), binary(""), text("x"))).containsExactly("", "", "x");
    }

    private List<String> mended(WebSocketMessage<?>... messages) {
        List<String> mended = new ArrayList<>();
        for (WebSocketMessage<?> message : messages) {
            WebSocketMessage<?> result = lineEnds.mend(message);
            mended.add(
                    result instanceof BinaryMessage binary
                            ? StandardCharsets.UTF_8.decode(binary.getPayload()).toString()
                            : (String) result.getPayload());
        }
        return mended;
    }

    private static TextMessage text(String text) {
        return new TextMessage(text);
    }

    private static BinaryMessage binary(String text) {
        return new BinaryMessage(text.getBytes(StandardCharsets.UTF_8));
    }
}
