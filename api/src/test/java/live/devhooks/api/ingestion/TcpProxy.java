package live.devhooks.api.ingestion;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Stands between a node and its PostgreSQL, and does what networks and servers do to each other. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    /** Guarded by this. */
    private boolean questionsPass = true;

    private boolean answersPass = true;

    TcpProxy(String host, int port) throws IOException {
        this.target = new InetSocketAddress(host, port);
        this.server = listen(0);
        this.port = server.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Nobody listens any more, and whoever was connected is cut off. */
    void refuse() throws IOException {
        server.close();
        cut();
    }

    /** Connections are cut off; new ones may come. */
    void cut() {
        sockets.forEach(TcpProxy::closeQuietly);
        sockets.clear();
    }

    /** Connections stay, and nothing comes through: neither what is asked nor what is answered. */
    synchronized void swallow() {
        questionsPass = false;
        answersPass = false;
    }

    /** What is asked comes through, and what is answered does not. */
    synchronized void swallowAnswers() {
        answersPass = false;
    }

    /** Everything comes through again, what has been held back first. */
    synchronized void recover() throws IOException {
        questionsPass = true;
        answersPass = true;
        notifyAll();
        if (server.isClosed()) {
            server = listen(port);
        }
    }

    @Override
    public void close() throws IOException {
        refuse();
        recover();
        server.close();
        cut();
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        daemon(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket postgres = new Socket();
                sockets.add(client);
                sockets.add(postgres);
                postgres.connect(target);
                daemon(() -> pump(client, postgres, () -> questionsPass));
                daemon(() -> pump(postgres, client, () -> answersPass));
            }
        } catch (IOException closed) {
            closeQuietly(listening);
        }
    }

    private void pump(Socket from, Socket to, BooleanSupplier passes) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitPassage(passes);
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException cut) {
            closeQuietly(from);
        }
    }

    private synchronized void awaitPassage(BooleanSupplier passes) throws InterruptedException {
        while (!passes.getAsBoolean()) {
            wait();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
