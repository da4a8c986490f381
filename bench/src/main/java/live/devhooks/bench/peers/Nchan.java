package live.devhooks.bench.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.load.ReadersOrder.Kind;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.stage.Pause;
import live.devhooks.bench.stage.ServerProcess;
import live.devhooks.bench.stage.Workplace;

/** nginx with nchan: messages are published by HTTP, and read by WebSocket, each a message of its own. */
public final class Nchan implements Peer {

    /** What has to be installed. */
    public static final String PACKAGES = "nginx-light libnginx-mod-nchan";

    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

    /** Of 201, as each message is answered that somebody reads, and of 202. */
    private static final byte[] CONFIRMATION = "HTTP/1.1 20".getBytes(US_ASCII);

    private static final int LOOKS = 600;
    private static final long LOOK_MILLIS = 100;

    private final PeerFiles files;
    private final ServerProcess process;
    private final Publishers publishers;
    private final String configuration;
    private final String body = EventBurst.members();

    private Nchan(PeerFiles files, ServerProcess process, Publishers publishers, String configuration) {
        this.files = files;
        this.process = process;
        this.publishers = publishers;
        this.configuration = configuration;
    }

    /** Whether it is installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM) && Files.exists(MODULE);
    }

    /** Starts it, and waits for it. */
    public static Nchan start(Workplace place) throws IOException {
        PeerFiles files = PeerFiles.in(place.work(), "nchan");
        int port = ServerProcess.freePort();
        String configuration =
                files.write("nginx.conf", Map.of("module", MODULE, "folder", files.folder(), "port", port));
        List<String> command = List.of(
                PROGRAM.toString(),
                "-p",
                files.folder().toString(),
                "-c",
                files.path("nginx.conf").toString(),
                "-e",
                "stderr");
        ServerProcess process = ServerProcess.start("nchan", command, Map.of(), port, place.logs());
        try {
            process.awaitReady();
            List<ConfirmingSocket> sockets = new ArrayList<>();
            for (int made = 0; made < Publishers.COUNT; made++) {
                sockets.add(new ConfirmingSocket(port, CONFIRMATION));
            }
            return new Nchan(files, process, new Publishers(sockets), configuration);
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public URI base() {
        return process.base();
    }

    @Override
    public Kind kind() {
        return Kind.NCHAN;
    }

    @Override
    public ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public List<ReaderLogin> readers(String kind, int streams, int readers) {
        return IntStream.range(0, readers)
                .mapToObj(reader -> new ReaderLogin(0, "nobody", "none", "/read/" + kind + "-" + reader % streams))
                .toList();
    }

    /** It answers a handshake before the reader is in its place. */
    @Override
    public void awaitReaders(int wanted) throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            try (InputStream status = base().resolve("/status").toURL().openStream()) {
                if (new String(status.readAllBytes(), UTF_8).contains("\nsubscribers: " + wanted + "\n")) {
                    return;
                }
            }
            Pause.of(LOOK_MILLIS, "nchan was busy");
        }
        throw new IOException("nchan does not have the " + wanted + " readers that it should have");
    }

    /** What is published is the STOMP frame that others wrap their messages in, so that all are of one size. */
    @Override
    public void publish(String kind, int streams, int messages) throws IOException {
        publishers.publish(streams, messages, message -> {
            String frame = "MESSAGE\nsubscription:0\nmessage-id:%d\ncontent-type:application/json\n\n{\"seq\":%d,%s\0"
                    .formatted(message, message, body);
            return "POST /publish/%s-%d HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(kind, message % streams, base().getAuthority(), frame.getBytes(UTF_8).length, frame)
                    .getBytes(UTF_8);
        });
    }

    @Override
    public String settings() {
        return "a confirmed message is in memory, and nowhere else: it could be kept in Redis, which is not part of this\n"
                + configuration;
    }

    @Override
    public void close() throws IOException {
        publishers.close();
        process.close();
        files.delete();
    }
}
