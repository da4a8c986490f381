package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client that subscribes over a bare socket and then reads nothing of what it is sent. */
final class SilentReader implements AutoCloseable {

    /** So small that the system takes little in its place. */
    private static final int RECEIVE_BUFFER = 4 * 1024;

    private final Socket socket;

    private SilentReader(Socket socket) {
        this.socket = socket;
    }

    /** Subscribes to what the token opens, with more {@code headers}, each with its line end. */
    static SilentReader subscribe(URI base, Merchant.Token token, String headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress("localhost", base.getPort()));
        SilentReader reader = new SilentReader(socket);
        reader.upgrade();
        reader.send("CONNECT\naccept-version:1.2\nauthorization:Bearer " + token.value() + "\n\n\0");
        reader.send("SUBSCRIBE\nid:sub\ndestination:" + token.destination() + "\n" + headers + "\n\0");
        return reader;
    }

    private void upgrade() throws IOException {
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        socket.getOutputStream()
                .write(("GET /stomp HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                                + "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream input = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) input.read());
        }
        // Browsers offer to compress; each connection would cost some hundred KB for it.
        assertThat(head.toString()).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("permessage-deflate");
    }

    /** RFC 6455, section 5.2: text, final, masked by zeros. */
    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[bytes.length + 8];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (bytes.length >> 8);
        frame[3] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, 8, bytes.length);
        socket.getOutputStream().write(frame);
    }

    /** How many bytes the system keeps for it, on the side of the node. */
    long unread() throws IOException {
        return KernelQueue.bytes(socket.getPort(), socket.getLocalPort());
    }

    /** Whether the node has it still: to write is to find out. */
    boolean isThere() {
        try {
            send("\n");
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
