package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket that frames are written to and read from byte by byte, without any library's idea of STOMP. */
final class RawStomp implements AutoCloseable {

    static final String CLOSE = "CLOSE";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LENGTH = "content-length:";

    private final WebSocket socket;
    private final BlockingQueue<Received> frames;

    /** A frame as it came, its headers still escaped; the command is {@code CLOSE} where the connection has ended, with the code as body. */
    record Received(String command, List<String> headers, String body) {

        /** The value of the first header of that name, as it was written; null where there is none. */
        @Nullable
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.startsWith(name + ":"))
                    .map(header -> header.substring(name.length() + 1))
                    .findFirst()
                    .orElse(null);
        }
    }

    private RawStomp(WebSocket socket, BlockingQueue<Received> frames) {
        this.socket = socket;
        this.frames = frames;
    }

    static RawStomp open(URI url) {
        BlockingQueue<Received> frames = new LinkedBlockingQueue<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .subprotocols("v12.stomp", "v11.stomp", "v10.stomp")
                .buildAsync(url, new Listener(frames))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return new RawStomp(socket, frames);
    }

    void text(String text) {
        text(text, true);
    }

    /** A fragment of a text message. */
    void text(String text, boolean isLast) {
        socket.sendText(text, isLast)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** A fragment of a binary message. */
    void binary(byte[] bytes, boolean isLast) {
        socket.sendBinary(ByteBuffer.wrap(bytes), isLast)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    Received next() {
        return poll(PATIENCE).orElseThrow(() -> new AssertionError("nothing came within " + PATIENCE));
    }

    Optional<Received> poll(Duration patience) {
        try {
            return Optional.ofNullable(frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Expects a frame of this command. */
    Received next(String command) {
        Received frame = next();
        assertThat(frame.command()).as(frame.headers() + " " + frame.body()).isEqualTo(command);
        return frame;
    }

    /** Expects that RECEIPT. */
    void receipt(String id) {
        assertThat(next("RECEIPT").header("receipt-id")).isEqualTo(id);
    }

    /** Expects an ERROR with this slug, and the end after it. */
    Received refusal(String slug) {
        Received error = next("ERROR");
        isConforming(error);
        assertThat(error.header("message")).as(error.body()).isEqualTo(slug);
        assertThat(next().command()).isEqualTo(CLOSE);
        return error;
    }

    /** Fails where an ERROR is not as the protocol has it, or tells of our inside. */
    static void isConforming(Received error) {
        assertThat(error.header("content-type")).isEqualTo("application/problem+json");
        String slug = error.header("message");
        assertThat(Merchant.JSON.readTree(error.body()).get("code").asString()).isEqualTo(slug);
        assertThat(Merchant.JSON.readTree(error.body()).get("detail").asString())
                .isNotBlank();
        assertThat(error.body()).doesNotContain("Exception", "springframework", "\\tat ", "java.");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<Received> frames;
        private final ByteArrayOutputStream unread = new ByteArrayOutputStream();

        Listener(BlockingQueue<Received> frames) {
            this.frames = frames;
        }

        @Override
        @Nullable
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            unread.writeBytes(data.toString().getBytes(StandardCharsets.UTF_8));
            readFrames();
            socket.request(1);
            return null;
        }

        @Override
        @Nullable
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            frames.add(new Received(CLOSE, List.of(), Integer.toString(status)));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            frames.add(new Received(CLOSE, List.of(), error.toString()));
        }

        private void readFrames() {
            byte[] bytes = unread.toByteArray();
            int at = 0;
            int end = 0;
            while (end >= 0) {
                while (at < bytes.length && bytes[at] == '\n') {
                    at++;
                }
                end = end(bytes, at);
                if (end >= 0) {
                    frames.add(frame(new String(bytes, at, end - at, StandardCharsets.UTF_8)));
                    at = end + 1;
                }
            }
            unread.reset();
            unread.write(bytes, at, bytes.length - at);
        }

        /** Where the NUL is that ends the frame; negative where it has not come yet. */
        private static int end(byte[] bytes, int from) {
            String head = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
            int body = head.indexOf("\n\n") + 2;
            if (body < 2) {
                return -1;
            }
            int end = head.substring(0, body)
                    .lines()
                    .filter(header -> header.startsWith(LENGTH))
                    .findFirst()
                    .map(header -> body + Integer.parseInt(header.substring(LENGTH.length())))
                    .orElseGet(() -> head.indexOf('\0', body));
            return end < 0 || end >= head.length() ? -1 : from + end;
        }

        private static Received frame(String text) {
            int body = text.indexOf("\n\n");
            List<String> lines = Arrays.asList(text.substring(0, body).split("\n", -1));
            return new Received(lines.get(0), lines.subList(1, lines.size()), text.substring(body + 2));
        }
    }
}
