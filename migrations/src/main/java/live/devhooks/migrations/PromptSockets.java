package live.devhooks.migrations;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;

/**
 * Sockets for connections that listen. When a notification has come, pgjdbc looks whether there is another, by a read that waits for a
 * millisecond ({@code PGStream.hasMessagePending}), and hands over the first one only then. Such a read does not wait here: who hears of
 * an event hears of it a millisecond earlier. Named to the driver by {@code socketFactory}; below TLS, where there is any.
 */
public final class PromptSockets extends SocketFactory {

    /** By which pgjdbc says that it only looks. */
    private static final int LOOK_MILLIS = 1;

    /** Made by the driver. */
    public PromptSockets() {}

    @Override
    public Socket createSocket() {
        return new PromptSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(createSocket(), host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(localHost, localPort));
        return connected(socket, host, port);
    }

    private static Socket connected(Socket socket, InetAddress host, int port) throws IOException {
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private static final class PromptSocket extends Socket {

        private volatile boolean looks;

        @Override
        public synchronized void setSoTimeout(int millis) throws SocketException {
            looks = millis == LOOK_MILLIS;
            super.setSoTimeout(millis);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    requireSomething();
                    return super.read();
                }

                @Override
                public int read(byte[] into, int from, int most) throws IOException {
                    requireSomething();
                    return super.read(into, from, most);
                }

                private void requireSomething() throws IOException {
                    if (looks && available() == 0) {
                        throw new SocketTimeoutException("nothing has come");
                    }
                }
            };
        }
    }
}
