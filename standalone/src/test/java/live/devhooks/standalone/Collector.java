package live.devhooks.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A collector of OpenTelemetry, which takes spans by OTLP over HTTP, or takes them and never answers. */
final class Collector implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final boolean hangs;

    /** A span as it came; {@code parent} is empty where it is the first of its trace. */
    record Received(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            Span.SpanKind kind,
            long start,
            long end,
            Map<String, String> attributes) {}

    private Collector(boolean hangs) throws IOException {
        this.hangs = hangs;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    static Collector start() throws IOException {
        return new Collector(false);
    }

    static Collector thatHangs() throws IOException {
        return new Collector(true);
    }

    /** What a node is told to export each span to, at once. */
    String[] arguments() {
        return new String[] {
            "--management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint(),
            "--management.tracing.sampling.probability=1",
            "--management.opentelemetry.tracing.export.schedule-delay=50ms"
        };
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1/traces");
    }

    /** All that have come. */
    List<Received> spans() {
        return spans;
    }

    /** Those of one trace. */
    List<Received> spansOf(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    /** Until somebody has sent something. */
    CountDownLatch asked() {
        return asked;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.countDown();
        if (hangs) {
            awaitClosing();
        }
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                .flatMap(Collector::read)
                .forEach(spans::add);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<Received> read(ResourceSpans node) {
        String service = attributes(node.getResource().getAttributesList()).getOrDefault("service.name", "");
        return node.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Received(
                        service,
                        HEX.formatHex(span.getTraceId().toByteArray()),
                        HEX.formatHex(span.getSpanId().toByteArray()),
                        HEX.formatHex(span.getParentSpanId().toByteArray()),
                        span.getName(),
                        span.getKind(),
                        span.getStartTimeUnixNano(),
                        span.getEndTimeUnixNano(),
                        attributes(span.getAttributesList())));
    }

    /** With what else there may be text in. */
    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(pair -> attributes.put(
                pair.getKey(),
                switch (pair.getValue().getValueCase()) {
                    case STRING_VALUE -> pair.getValue().getStringValue();
                    case INT_VALUE -> Long.toString(pair.getValue().getIntValue());
                    case BOOL_VALUE -> Boolean.toString(pair.getValue().getBoolValue());
                    default -> pair.getValue().toString();
                }));
        return attributes;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
