package live.devhooks.bench.streams;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import live.devhooks.bench.load.ReaderLogin;
import live.devhooks.bench.product.EventBurst;
import live.devhooks.bench.stage.Pause;

/** Spring's simple broker, as whoever publishes by it sees it. */
final class Broker {

    private static final int OK = 200;
    private static final int LOOKS = 600;
    private static final long LOOK_MILLIS = 100;

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String body = EventBurst.members();

    Broker(URI base) {
        this.base = base;
    }

    URI base() {
        return base;
    }

    /** So many readers, of so many destinations in turn. */
    static List<ReaderLogin> readers(String kind, int destinations, int readers) {
        return IntStream.range(0, readers)
                .mapToObj(
                        reader -> new ReaderLogin(0, "nobody", "none", "/topic/" + kind + "/" + reader % destinations))
                .toList();
    }

    /** Has so many messages sent. */
    void publish(String kind, int destinations, long messages) throws IOException {
        post("/publish?kind=%s&destinations=%d&messages=%d".formatted(kind, destinations, messages), body);
    }

    /** Returns when the destinations have so many subscriptions: the broker confirms none. */
    void awaitSubscriptions(String kind, int destinations, int wanted) throws IOException {
        String path = "/subscriptions?kind=%s&destinations=%d".formatted(kind, destinations);
        for (int look = 0; look < LOOKS; look++) {
            if (Integer.parseInt(post(path, "")) == wanted) {
                return;
            }
            Pause.of(LOOK_MILLIS, "the broker was busy");
        }
        throw new IOException("the broker does not have the subscriptions to " + kind + " that it should have");
    }

    private String post(String path, String content) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString(content))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(path + " was answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the broker was asked");
        }
    }
}
