package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import live.devhooks.bench.load.ReadersOrder.Await;
import live.devhooks.bench.load.ReadersOrder.Connect;
import live.devhooks.bench.load.ReadersOrder.Kind;
import live.devhooks.bench.load.ReadersOrder.Leave;
import live.devhooks.bench.load.ReadersOrder.Start;
import live.devhooks.protocol.EventId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadersTest {

    private static final long PATIENCE = 10_000;
    private static final long SOURCE = 7;

    private ServerSocket server;
    private Readers readers;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        readers = Readers.start(new UniqueNumbers());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void countsEventsThatComeInTheirOrder() throws Exception {
        serve(4, message(5), message(6) + message(7));

        readers.carryOut(connect());
        ReadersResult result = readers.carryOut(new Await("group", 3, PATIENCE));

        assertThat(result.deliveries()).isEqualTo(3);
        assertThat(readers.carryOut(new Leave("group", PATIENCE)).deliveries()).isZero();
    }

    @Test
    void failsWhereAnEventIsMissing() throws Exception {
        serve(4, message(5), message(7));

        assertThatThrownBy(this::connectAndAwaitTwo)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("after event 5 of /topic/sources/a came event 7");
    }

    @Test
    void failsWhereAnEventComesTwice() throws Exception {
        serve(4, message(5), message(5));

        assertThatThrownBy(this::connectAndAwaitTwo).hasMessageContaining("came event 5");
    }

    @Test
    void failsWhereItIsRefused() throws Exception {
        serve(4, "ERROR\nmessage:invalid-secret\n\n\0");

        assertThatThrownBy(this::connectAndAwaitTwo).hasMessageContaining("invalid-secret");
    }

    @Test
    void countsWhatComesFromAServerThatNumbersNothing() throws Exception {
        serve("RECEIPT\nreceipt-id:live\n\n\0\n", "MESSAGE\n\na\0\n", "MESSAGE\n\nb\0\nMESSAGE\n\nc\0\n");

        readers.carryOut(connect(Kind.RABBITMQ));
        ReadersResult result = readers.carryOut(new Await("group", 3, PATIENCE));

        assertThat(result.deliveries()).isEqualTo(3);
        readers.carryOut(new Leave("group", PATIENCE));
    }

    @Test
    void isLiveAtOnceWhereTheHandshakeSaysWhatIsRead() throws Exception {
        serveAfterHandshake("MESSAGE\n\na\0", "MESSAGE\n\nb\0");

        readers.carryOut(connect(Kind.NCHAN));
        ReadersResult result = readers.carryOut(new Await("group", 2, PATIENCE));

        assertThat(result.deliveries()).isEqualTo(2);
        readers.carryOut(new Leave("group", PATIENCE));
    }

    private void connectAndAwaitTwo() throws IOException {
        readers.carryOut(connect());
        readers.carryOut(new Await("group", 2, PATIENCE));
    }

    private Connect connect() {
        return connect(Kind.PRODUCT);
    }

    private Connect connect(Kind kind) {
        URI base = URI.create("http://127.0.0.1:" + server.getLocalPort());
        ReaderLogin login = new ReaderLogin(SOURCE, "a", "secret", "/topic/sources/a");
        return new Connect("group", base, kind, Start.NOW, List.of(login), 1, false, PATIENCE);
    }

    private static String message(long seq) {
        return "MESSAGE\nsubscription:0\n\n{\"id\":\"x\",\"seq\":" + seq + ",\"a\":{\"seq\":1}}\0";
    }

    /** Answers one client: its handshake, its CONNECT, its SUBSCRIBE, and then these messages. */
    private void serve(long position, String... messages) {
        serve("RECEIPT\nreceipt-id:live\nposition:" + new EventId(SOURCE, position) + "\n\n\0", messages);
    }

    private void serve(String receipt, String... messages) {
        CompletableFuture.runAsync(() -> {
            try (Socket client = server.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream();
                readHead(in);
                out.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".getBytes(UTF_8));
                readFrame(in);
                out.write(frame("CONNECTED\nversion:1.2\n\n\0"));
                readFrame(in);
                out.write(frame(receipt));
                for (String message : messages) {
                    out.write(frame(message));
                }
                // Until the client goes.
                assertThat(in.read()).isNegative();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void serveAfterHandshake(String... messages) {
        CompletableFuture.runAsync(() -> {
            try (Socket client = server.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                readHead(in);
                OutputStream out = client.getOutputStream();
                out.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".getBytes(UTF_8));
                for (String message : messages) {
                    out.write(frame(message));
                }
                assertThat(in.read()).isNegative();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }

    private static void readFrame(DataInputStream in) throws IOException {
        assertThat(in.readUnsignedByte()).isEqualTo(0x81);
        int length = in.readUnsignedByte() & 0x7F;
        in.readFully(new byte[(length == 126 ? in.readUnsignedShort() : length) + 4]);
    }

    private static byte[] frame(String text) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        byte[] body = text.getBytes(UTF_8);
        frame.write(0x81);
        if (body.length < 126) {
            frame.write(body.length);
        } else {
            frame.write(126);
            frame.write(body.length >> 8);
            frame.write(body.length);
        }
        frame.writeBytes(body);
        return frame.toByteArray();
    }
}
