package live.devhooks.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGeneratorTest {

    private static final long PATIENCE_SECONDS = 20;

    @Test
    void endsWithItsInputEvenWhileAnOrderIsUnderWay(@TempDir Path logs) throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requested.countDown();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            CompletableFuture<Integer> end;
            try (LoadProcess process = LoadProcess.start(logs)) {
                end = process.end();
                process.begin(endless(server));
                assertThat(requested.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        } finally {
            server.stop(0);
        }
    }

    private static LoadOrder endless(HttpServer server) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new LoadOrder(base, List.of("/"), "{}", 1, 0, LoadOrder.MAX_MILLIS);
    }
}
