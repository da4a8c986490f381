package live.devhooks.bench.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersOrder.Kind;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.stage.Workplace;

/** RabbitMQ: persistent messages are published by STOMP with a receipt each, and read by STOMP over WebSocket, each reader from a durable queue of its own. */
public final class RabbitMq implements Peer {

    /** What has to be installed. */
    public static final String PACKAGES = "rabbitmq-server";

    private static final byte[] CONFIRMATION = "RECEIPT\n".getBytes(US_ASCII);

    private static final String USER = "guest";
    private static final byte[] CONNECT =
            "CONNECT\naccept-version:1.2\nhost:/\nheart-beat:0,0\nlogin:%s\npasscode:%s\n\n\0"
                    .formatted(USER, USER)
                    .getBytes(US_ASCII);

    private final RabbitMqServer server;
    private final Publishers publishers;
    private final String body = EventBurst.members();

    private RabbitMq(RabbitMqServer server, Publishers publishers) {
        this.server = server;
        this.publishers = publishers;
    }

    /** Whether it is installed. */
    public static boolean isInstalled() {
        return RabbitMqServer.isInstalled();
    }

    /** Starts it, and waits for it. */
    public static RabbitMq start(Workplace place) throws IOException {
        RabbitMqServer server = RabbitMqServer.start(place);
        try {
            return new RabbitMq(server, publishers(server.stompPort()));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static Publishers publishers(int port) throws IOException {
        List<ConfirmingSocket> sockets = new ArrayList<>();
        for (int made = 0; made < Publishers.COUNT; made++) {
            ConfirmingSocket socket = new ConfirmingSocket(port, CONFIRMATION);
            socket.begin(CONNECT, "CONNECTED");
            sockets.add(socket);
        }
        return new Publishers(sockets);
    }

    @Override
    public String name() {
        return "RabbitMQ";
    }

    @Override
    public URI base() {
        return server.process().base();
    }

    @Override
    public Kind kind() {
        return Kind.RABBITMQ;
    }

    @Override
    public ProcessHandle handle() {
        return server.process().handle();
    }

    @Override
    public List<ReaderLogin> readers(String kind, int streams, int readers) {
        return IntStream.range(0, readers)
                .mapToObj(reader -> new ReaderLogin(reader, USER, USER, "/topic/" + kind + "-" + reader % streams))
                .toList();
    }

    /** It confirms each subscription. */
    @Override
    public void awaitReaders(int wanted) {}

    @Override
    public void publish(String kind, int streams, int messages) throws IOException {
        publishers.publish(
                streams,
                messages,
                message -> ("SEND\ndestination:/topic/%s-%d\npersistent:true\nreceipt:%d\n"
                                + "content-type:application/json\n\n{\"seq\":%d,%s\0")
                        .formatted(kind, message % streams, message, message, body)
                        .getBytes(UTF_8));
    }

    @Override
    public String settings() {
        return "a confirmed message is on disk in the durable queue of each reader, or has been sent to that reader already:"
                + " persistent:true and a receipt when it is published, durable:true and auto-delete:false where it is"
                + " subscribed to; ack:auto\n" + server.configuration();
    }

    @Override
    public void close() throws IOException {
        publishers.close();
        server.close();
    }
}
