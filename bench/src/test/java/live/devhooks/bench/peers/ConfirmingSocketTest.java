package live.devhooks.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmingSocketTest {

    private static final byte[] MESSAGE = "message".getBytes(UTF_8);

    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void returnsWhenEachMessageIsConfirmedHoweverTheAnswersComeInPieces() throws Exception {
        CompletableFuture<Integer> received = answer("HTT", "HTTP/1.1 201 a\r\nHTTP/1.", "1 202 b\r\n");

        try (ConfirmingSocket socket = new ConfirmingSocket(server.getLocalPort(), "HTTP/1.1 20".getBytes(UTF_8))) {
            socket.send(MESSAGE);
            socket.send(MESSAGE);
            socket.awaitConfirmations();
        }

        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo(2 * MESSAGE.length);
    }

    @Test
    void failsWhereOneIsNotConfirmed() throws Exception {
        CompletableFuture<Integer> received = answer("HTTP/1.1 507 full\r\n");

        try (ConfirmingSocket socket = new ConfirmingSocket(server.getLocalPort(), "HTTP/1.1 20".getBytes(UTF_8))) {
            socket.send(MESSAGE);
            socket.send(MESSAGE);
            assertThatThrownBy(socket::awaitConfirmations).hasMessageContaining("ended the connection");
        }

        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo(2 * MESSAGE.length);
    }

    /** Reads two messages, answers with these pieces and ends; tells how many bytes came. */
    private CompletableFuture<Integer> answer(String... pieces) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = server.accept()) {
                int received = client.getInputStream().readNBytes(2 * MESSAGE.length).length;
                OutputStream out = client.getOutputStream();
                for (String piece : pieces) {
                    out.write(piece.getBytes(UTF_8));
                    out.flush();
                }
                return received;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
