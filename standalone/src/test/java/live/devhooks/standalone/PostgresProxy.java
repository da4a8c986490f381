package live.devhooks.standalone;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.devhooks.migrations.DatabaseProperties;
import live.devhooks.migrations.TestPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a node and PostgreSQL, can be cut like a cable, and can keep notifications back, which are then lost. It reads PostgreSQL's messages
 * (documentation, "Message Formats"): a letter, and a length that counts itself.
 */
final class PostgresProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProxy.class);
    private static final int NOTIFICATION = 'A';
    private static final int BUFFER = 16 * 1024;
    private static final String PLAIN = "?sslmode=disable&gssEncMode=disable";

    private final DatabaseProperties behind;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean deaf;

    private PostgresProxy(DatabaseProperties behind, ServerSocket server) {
        this.behind = behind;
        this.server = server;
    }

    static PostgresProxy before(DatabaseProperties behind) throws IOException {
        PostgresProxy proxy = new PostgresProxy(behind, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        proxy.inBackground(proxy::accept);
        return proxy;
    }

    /** The same database, by way of here. */
    DatabaseProperties properties() {
        String database = URI.create(address()).getPath();
        return TestPostgres.properties(
                "jdbc:postgresql://localhost:" + server.getLocalPort() + database + PLAIN,
                behind.username() == null ? "" : behind.username(),
                behind.password());
    }

    /** Loses all notifications from now on. */
    void deafen() {
        deaf = true;
    }

    /** Loses none any more. */
    void hear() {
        deaf = false;
    }

    /** Ends all connections that there are; others can be made. */
    void cut() {
        open.forEach(PostgresProxy::closeQuietly);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private String address() {
        return behind.url().substring("jdbc:".length());
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            open.add(client);
            inBackground(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        URI address = URI.create(address());
        try (client;
                Socket postgres = new Socket(address.getHost(), address.getPort())) {
            client.setTcpNoDelay(true);
            postgres.setTcpNoDelay(true);
            open.add(postgres);
            inBackground(() -> {
                try (client;
                        postgres) {
                    client.getInputStream().transferTo(postgres.getOutputStream());
                }
            });
            answers(postgres.getInputStream(), client.getOutputStream());
        } finally {
            open.remove(client);
            open.removeIf(Socket::isClosed);
        }
    }

    private void answers(InputStream from, OutputStream to) throws IOException {
        DataInputStream messages = new DataInputStream(new java.io.BufferedInputStream(from, BUFFER));
        DataOutputStream answers = new DataOutputStream(new java.io.BufferedOutputStream(to, BUFFER));
        for (int kind = messages.read(); kind >= 0; kind = messages.read()) {
            int length = messages.readInt();
            byte[] content = messages.readNBytes(length - Integer.BYTES);
            if (kind != NOTIFICATION || !deaf) {
                answers.write(kind);
                answers.writeInt(length);
                answers.write(content);
            }
            if (messages.available() == 0) {
                answers.flush();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void inBackground(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        LOG.trace("a connection to PostgreSQL has ended: {}", ended.toString());
                    }
                },
                "postgres-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("a connection did not close: {}", e.toString());
        }
    }
}
