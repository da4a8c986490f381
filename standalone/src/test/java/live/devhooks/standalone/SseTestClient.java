package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A reader of Server-Sent Events: what the HTML standard says of fields, and a queue of what came. */
final class SseTestClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An event; {@code end} is its type where the response has ended. */
    record Received(String type, String id, String data) {}

    private final Stream<String> lines;
    private final BlockingQueue<Received> events = new LinkedBlockingQueue<>();
    private final HttpResponse<Stream<String>> response;

    private SseTestClient(HttpResponse<Stream<String>> response) {
        this.response = response;
        this.lines = response.body();
        Thread reader = new Thread(this::read, "sse-test-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens a stream, and expects to get one. */
    static SseTestClient open(URI url, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        headers.forEach(request::header);
        try {
            HttpResponse<Stream<String>> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream;charset=utf-8");
            return new SseTestClient(response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<?> response() {
        return response;
    }

    /** The next event. */
    Received next() {
        try {
            return Objects.requireNonNull(
                    events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing came within " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            lines.forEach(line -> {
                if (line.isEmpty()) {
                    dispatch(fields);
                    fields.clear();
                } else if (!line.startsWith(":")) {
                    int colon = line.indexOf(": ");
                    fields.merge(
                            line.substring(0, colon), line.substring(colon + 2), (one, other) -> one + "\n" + other);
                }
            });
        } catch (RuntimeException closed) {
            fields.clear();
        }
        events.add(new Received("end", "", ""));
    }

    private void dispatch(Map<String, String> fields) {
        if (fields.containsKey("data")) {
            events.add(new Received(
                    fields.getOrDefault("event", "message"), fields.getOrDefault("id", ""), fields.get("data")));
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
