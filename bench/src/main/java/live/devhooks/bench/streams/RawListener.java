package live.devhooks.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Listens for notifications on a socket of its own, without a driver: PostgreSQL's protocol 3.0, of a user who needs no password. The least that stands between
 * a NOTIFY and whoever waits for it.
 */
final class RawListener implements AutoCloseable {

    private static final int PROTOCOL = 3 << 16;
    private static final int LENGTH_BYTES = 4;
    private static final char QUERY = 'Q';
    private static final char READY = 'Z';
    private static final char ERROR = 'E';
    private static final char NOTIFICATION = 'A';
    private static final int MAX_MESSAGE = 1 << 20;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private char type;

    /** Listens on {@code channel} of a database. */
    RawListener(int port, String user, String database, String channel) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        byte[] startup = "user\0%s\0database\0%s\0\0".formatted(user, database).getBytes(UTF_8);
        out.writeInt(2 * LENGTH_BYTES + startup.length);
        out.writeInt(PROTOCOL);
        out.write(startup);
        awaitReady();
        byte[] listen = "listen %s\0".formatted(channel).getBytes(UTF_8);
        out.writeByte(QUERY);
        out.writeInt(LENGTH_BYTES + listen.length);
        out.write(listen);
        awaitReady();
    }

    /** The payload of the next notification. */
    String next() throws IOException {
        byte[] message = read();
        while (type != NOTIFICATION) {
            message = read();
        }
        String names = new String(message, LENGTH_BYTES, message.length - LENGTH_BYTES - 1, UTF_8);
        return names.substring(names.indexOf('\0') + 1);
    }

    private void awaitReady() throws IOException {
        do {
            byte[] message = read();
            if (type == ERROR) {
                throw new IOException("PostgreSQL refused: " + new String(message, UTF_8).replace('\0', ' '));
            }
        } while (type != READY);
    }

    private byte[] read() throws IOException {
        type = (char) in.readUnsignedByte();
        int length = in.readInt() - LENGTH_BYTES;
        if (length < 0 || length > MAX_MESSAGE) {
            throw new IOException("a message of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
