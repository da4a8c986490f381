package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.BufferingStompDecoder;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** A STOMP client of the tests: the JDK's WebSocket, Spring's decoder, and a queue of what came. */
final class StompTestClient implements AutoCloseable {

    /** What the protocol promises. */
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final WebSocket socket;
    private final Listener listener;
    private final BlockingQueue<Received> frames;
    private final Queue<Received> pushedBack = new ArrayDeque<>();

    /** A frame that came; the command is {@code CLOSE} where the connection ended. */
    record Received(String command, Map<String, List<String>> headers, String body) {

        @Nullable
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }
    }

    private StompTestClient(WebSocket socket, Listener listener, BlockingQueue<Received> frames) {
        this.socket = socket;
        this.listener = listener;
        this.frames = frames;
    }

    /** Opens the WebSocket, without a CONNECT. */
    static StompTestClient open(URI url) {
        BlockingQueue<Received> frames = new LinkedBlockingQueue<>();
        Listener listener = new Listener(frames);
        WebSocket socket = HTTP.newWebSocketBuilder()
                .subprotocols("v12.stomp")
                .buildAsync(url, listener)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return new StompTestClient(socket, listener, frames);
    }

    /** Connects with a token and expects to be let in. */
    static StompTestClient connect(URI url, String token) {
        return connect(url, Map.of("authorization", "Bearer " + token));
    }

    /** Connects with these headers and expects to be let in. */
    static StompTestClient connect(URI url, Map<String, String> headers) {
        StompTestClient client = open(url);
        client.send("CONNECT", withVersion(headers), "");
        assertThat(client.next().command()).isEqualTo("CONNECTED");
        return client;
    }

    static Map<String, String> withVersion(Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("accept-version", "1.2");
        return all;
    }

    /** Subscribes under the id {@code sub} and returns what came before the receipt. */
    List<Received> subscribeUntilLive(String destination, Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("id", "sub");
        all.put("destination", destination);
        all.put("receipt", "live");
        send("SUBSCRIBE", all, "");
        List<Received> replayed = new ArrayList<>();
        Received frame = next();
        while (!frame.command().equals("RECEIPT")) {
            assertThat(frame.command()).as(frame.body()).isEqualTo("MESSAGE");
            replayed.add(frame);
            frame = next();
        }
        replayed.add(frame);
        return replayed;
    }

    void send(String command, Map<String, String> headers, String body) {
        StringBuilder frame = new StringBuilder(command).append('\n');
        headers.forEach(
                (name, value) -> frame.append(name).append(':').append(value).append('\n'));
        sendText(frame.append('\n').append(body).append('\0').toString());
    }

    void sendText(String text) {
        socket.sendText(text, true)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Takes nothing from the socket any more, but for what is on its way already. */
    void pause() {
        listener.pause();
    }

    /** Takes what comes, as it does from the beginning. */
    void readOn() {
        listener.readOn(socket);
    }

    /** The next frame, heart-beats apart. */
    Received next() {
        if (!pushedBack.isEmpty()) {
            return pushedBack.remove();
        }
        try {
            return Objects.requireNonNull(
                    frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing came within " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A frame that has come already, or comes within {@code patience}. */
    Optional<Received> poll(Duration patience) {
        try {
            return pushedBack.isEmpty()
                    ? Optional.ofNullable(frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS))
                    : Optional.of(pushedBack.remove());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether nothing has come, after waiting for a moment. */
    boolean isQuiet() {
        try {
            Received frame = frames.poll(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            if (frame != null) {
                pushedBack.add(frame);
            }
            return frame == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Expects an ERROR with this slug, and the end of the connection after it. */
    Received expectError(String slug) {
        Received error = next();
        assertThat(error.command()).as(error.body()).isEqualTo("ERROR");
        assertThat(error.header("message")).isEqualTo(slug);
        assertThat(error.header("content-type")).isEqualTo("application/problem+json");
        assertThat(next().command()).isEqualTo("CLOSE");
        return error;
    }

    /** Expects that what it was let in by has just been revoked: to be told so, and ended, within two seconds from now. */
    void expectRevocation() {
        Instant answered = Instant.now();
        expectError("secret-revoked");
        assertThat(Duration.between(answered, Instant.now())).isLessThan(REVOKED_WITHIN);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<Received> frames;
        private final BufferingStompDecoder decoder = new BufferingStompDecoder(new StompDecoder(), LARGEST_MESSAGE);
        private final StringBuilder partial = new StringBuilder();
        private boolean paused;
        private boolean asked = true;

        Listener(BlockingQueue<Received> frames) {
            this.frames = frames;
        }

        @Override
        @Nullable
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                ByteBuffer bytes = ByteBuffer.wrap(partial.toString().getBytes(StandardCharsets.UTF_8));
                partial.setLength(0);
                decoder.decode(bytes).forEach(this::received);
            }
            askForMore(socket);
            return CompletableFuture.completedFuture(null);
        }

        private synchronized void askForMore(WebSocket socket) {
            asked = !paused;
            if (asked) {
                socket.request(1);
            }
        }

        synchronized void pause() {
            paused = true;
        }

        synchronized void readOn(WebSocket socket) {
            paused = false;
            if (!asked) {
                askForMore(socket);
            }
        }

        @Override
        @Nullable
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            frames.add(new Received("CLOSE", Map.of(), status + " " + reason));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            frames.add(new Received("CLOSE", Map.of(), error.toString()));
        }

        private void received(Message<byte[]> message) {
            StompHeaderAccessor headers = StompHeaderAccessor.wrap(message);
            if (headers.getCommand() != null) {
                frames.add(new Received(
                        headers.getCommand().name(),
                        headers.toNativeHeaderMap(),
                        new String(message.getPayload(), StandardCharsets.UTF_8)));
            }
        }
    }
}
