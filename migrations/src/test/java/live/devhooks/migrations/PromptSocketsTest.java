package live.devhooks.migrations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {

    private static final int LOOK = 1;
    private static final int PATIENCE = 30_000;

    private ServerSocket server;
    private Socket socket;
    private Socket peer;
    private InputStream input;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket = new PromptSockets().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        peer = server.accept();
        input = socket.getInputStream();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        server.close();
    }

    @Test
    void aLookFindsNothingWhereNothingHasCome() throws IOException {
        socket.setSoTimeout(LOOK);

        assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> input.read(new byte[8], 0, 8)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aLookFindsWhatHasCome() throws IOException {
        peer.getOutputStream().write("ab".getBytes(US_ASCII));
        socket.setSoTimeout(PATIENCE);
        assertThat(input.read()).isEqualTo('a');
        socket.setSoTimeout(LOOK);

        assertThat(input.read(new byte[8], 0, 8)).isEqualTo(1);
    }

    @Test
    void anyOtherReadWaits() throws Exception {
        socket.setSoTimeout(LOOK);
        assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE);
        Thread late = new Thread(() -> write('c'));
        late.start();

        assertThat(input.read()).isEqualTo('c');
        late.join();
    }

    private void write(int what) {
        try {
            peer.getOutputStream().write(what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
