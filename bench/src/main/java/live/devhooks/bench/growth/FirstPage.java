package live.devhooks.bench.growth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import live.devhooks.bench.product.BenchSource;
import live.devhooks.bench.product.Product;

/** Asks for the newest events of a source, as whoever opens their list does. */
final class FirstPage {

    private static final int OK = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final double NANOS_PER_MILLI = 1e6;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    private FirstPage(HttpRequest request) {
        this.request = request;
    }

    /** With a key of the source's account. */
    static FirstPage of(Product api, BenchSource source) throws SQLException {
        return new FirstPage(HttpRequest.newBuilder(api.base().resolve("/v1/sources/" + source.slug() + "/events"))
                .header(
                        "authorization",
                        "Bearer " + api.makeAccountKey(source.account()).value())
                .timeout(TIMEOUT)
                .build());
    }

    /** How long the answer took. */
    double millis() throws IOException {
        long begin = System.nanoTime();
        HttpResponse<String> answer = answer();
        double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        if (answer.statusCode() != OK) {
            throw new IOException(request.uri() + " was answered " + answer.statusCode());
        }
        return millis;
    }

    private HttpResponse<String> answer() throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a page was asked for");
        }
    }
}
