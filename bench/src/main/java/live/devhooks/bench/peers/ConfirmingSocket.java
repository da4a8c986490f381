package live.devhooks.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/** A connection to a server that confirms each of many messages, which are sent without waiting for those before. */
final class ConfirmingSocket implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] confirmation;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int matched;
    private int outstanding;

    /** Connects. What comes holds {@code confirmation} once for each message; the first byte of it is in it nowhere else. */
    ConfirmingSocket(int port, byte[] confirmation) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.confirmation = Arrays.copyOf(confirmation, confirmation.length);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
        in = socket.getInputStream();
    }

    /** Sends what the conversation begins with, and reads its answer, which has to begin with {@code wanted}. */
    void begin(byte[] greeting, String wanted) throws IOException {
        out.write(greeting);
        out.flush();
        String answer = new String(buffer, 0, receive(), UTF_8);
        if (!answer.startsWith(wanted)) {
            throw new IOException("refused: " + answer);
        }
    }

    /** Sends what will be confirmed. */
    void send(byte[] message) throws IOException {
        out.write(message);
        outstanding++;
    }

    /** Returns when all has been confirmed; fails where that takes too long, which is what a refusal looks like. */
    void awaitConfirmations() throws IOException {
        out.flush();
        while (outstanding > 0) {
            int received = receive();
            for (int at = 0; at < received; at++) {
                count(buffer[at]);
            }
        }
    }

    private int receive() throws IOException {
        int received = in.read(buffer);
        if (received < 0) {
            throw new EOFException("the server ended the connection");
        }
        return received;
    }

    private void count(byte next) {
        if (next != confirmation[matched]) {
            matched = next == confirmation[0] ? 1 : 0;
            return;
        }
        matched++;
        if (matched == confirmation.length) {
            matched = 0;
            outstanding--;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
