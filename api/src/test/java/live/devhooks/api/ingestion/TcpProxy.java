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
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import live.devhooks.migrations.DatabaseProperties;

/** Stands between a node and its PostgreSQL, and does what networks and servers do to each other. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;
    private Thread acceptor;

    /** Guarded by this. */
    private boolean questionsPass = true;

    private boolean answersPass = true;

    private TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = listen(0);
        this.port = server.getLocalPort();
        ServerSocket listening = server;
        this.acceptor = daemon(() -> accept(listening));
    }

    static TcpProxy before(DatabaseProperties database) throws IOException {
        URI url = url(database);
        return new TcpProxy(new InetSocketAddress(url.getHost(), url.getPort()));
    }

    /** The same database by the way through here, for a node that is soon out of patience. */
    DatabaseProperties properties(DatabaseProperties database) {
        return new DatabaseProperties(
                database.url().replace(":" + url(database).getPort() + "/", ":" + port + "/"),
                database.username(),
                database.password(),
                null,
                true,
                1,
                1,
                4,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofMillis(1500),
                Duration.ofMinutes(5));
    }

    private static URI url(DatabaseProperties database) {
        return URI.create(database.url().substring("jdbc:".length()));
    }

    /** Nobody listens any more, and whoever was connected is cut off. */
    void refuse() throws IOException, InterruptedException {
        server.close();
        acceptor.join();
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
            ServerSocket listening = listen(port);
            server = listening;
            acceptor = daemon(() -> accept(listening));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private static ServerSocket listen(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        return listening;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                connect(listening.accept());
            }
        } catch (IOException closed) {
            closeQuietly(listening);
        }
    }

    private void connect(Socket client) {
        Socket postgres = new Socket();
        sockets.add(client);
        sockets.add(postgres);
        try {
            postgres.connect(target);
            client.setTcpNoDelay(true);
            postgres.setTcpNoDelay(true);
            daemon(() -> pump(client, postgres, () -> questionsPass));
            daemon(() -> pump(postgres, client, () -> answersPass));
        } catch (IOException cut) {
            closeQuietly(client);
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

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
