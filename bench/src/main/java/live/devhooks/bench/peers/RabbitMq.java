package live.devhooks.bench.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersOrder.Kind;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;

/** RabbitMQ: persistent messages are published by STOMP with a receipt each, and read by STOMP over WebSocket, each reader from a durable queue of its own. */
public final class RabbitMq implements Peer {

    /** What has to be installed. */
    public static final String PACKAGES = "rabbitmq-server";

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Path PORT_MAPPER = Path.of("/usr/bin/epmd");
    private static final String LOOPBACK = "127.0.0.1";
    private static final byte[] CONFIRMATION = "RECEIPT\n".getBytes(US_ASCII);

    private static final String USER = "guest";
    private static final byte[] CONNECT =
            "CONNECT\naccept-version:1.2\nhost:/\nheart-beat:0,0\nlogin:%s\npasscode:%s\n\n\0"
                    .formatted(USER, USER)
                    .getBytes(US_ASCII);

    private final PeerFiles files;
    private final ServerProcess portMapper;
    private final ServerProcess process;
    private final Publishers publishers;
    private final String configuration;
    private final String body = EventBurst.members();

    private RabbitMq(
            PeerFiles files,
            ServerProcess portMapper,
            ServerProcess process,
            Publishers publishers,
            String configuration) {
        this.files = files;
        this.portMapper = portMapper;
        this.process = process;
        this.publishers = publishers;
        this.configuration = configuration;
    }

    /** Whether it is installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(PORT_MAPPER);
    }

    /** Starts it, with a port mapper of Erlang's that nobody else uses, and waits for it. */
    public static RabbitMq start(Workplace place) throws IOException {
        PeerFiles files = PeerFiles.in(place.work(), "rabbitmq");
        int port = ServerProcess.freePort();
        int stomp = ServerProcess.freePort();
        int names = ServerProcess.freePort();
        files.write("enabled_plugins", Map.of());
        String configuration =
                files.write("rabbitmq.conf", Map.of("amqp", ServerProcess.freePort(), "stomp", stomp, "port", port));
        ServerProcess portMapper = ServerProcess.start(
                "epmd",
                List.of(PORT_MAPPER.toString(), "-port", Integer.toString(names), "-address", LOOPBACK),
                Map.of(),
                names,
                place.logs());
        ServerProcess process = ServerProcess.start(
                "rabbitmq", List.of(PROGRAM.toString()), environment(files, names), port, place.logs());
        try {
            process.awaitReady();
            return new RabbitMq(files, portMapper, process, publishers(stomp), configuration);
        } catch (IOException e) {
            process.close();
            portMapper.close();
            throw e;
        }
    }

    /** Everything on loopback and in its own folder. Under systemd, as it is told that it is, it is one process, without a shell that waits for it. */
    private static Map<String, String> environment(PeerFiles files, int names) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        environment.put("HOME", files.folder().toString());
        environment.put("ERL_EPMD_ADDRESS", LOOPBACK);
        environment.put("ERL_EPMD_PORT", Integer.toString(names));
        environment.put("RABBITMQ_NODENAME", "bench@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(ServerProcess.freePort()));
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("RABBITMQ_CONF_ENV_FILE", files.path("none").toString());
        environment.put("RABBITMQ_CONFIG_FILE", files.path("rabbitmq.conf").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", files.path("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", files.path("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", files.path("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        return environment;
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
        return process.base();
    }

    @Override
    public Kind kind() {
        return Kind.RABBITMQ;
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
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
        return "a confirmed message is on disk in the durable queue of each reader: persistent:true and a receipt when it is published, durable:true and"
                + " auto-delete:false where it is subscribed to; ack:auto\n" + configuration;
    }

    @Override
    public void close() throws IOException {
        publishers.close();
        process.close();
        portMapper.close();
        files.delete();
    }
}
