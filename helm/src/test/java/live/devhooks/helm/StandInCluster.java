package live.devhooks.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API of a cluster, as far as the chart looks into it: Secrets. Helm's library would otherwise ask whatever cluster whoever runs the
 * tests works with. It finds this one by KUBECONFIG, which the build sets.
 */
final class StandInCluster {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String SECRETS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets/";
    private static final String KINDS = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
              {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get","list"]}]}
            """;
    private static final String NOTHING =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

    private static final StandInCluster ONE = new StandInCluster();

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    private StandInCluster() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            configure(server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that Helm asks, from the first call on. */
    static StandInCluster running() {
        return ONE;
    }

    /** Has a Secret in it while {@code work} is done. */
    void having(String name, String json, Runnable work) {
        secrets.put(name, json);
        try {
            work.run();
        } finally {
            secrets.remove(name);
        }
    }

    private static void configure(int port) throws IOException {
        Files.writeString(ownConfiguration(), """
                apiVersion: v1
                kind: Config
                current-context: stand-in
                contexts: [{name: stand-in, context: {cluster: stand-in, user: nobody}}]
                clusters: [{name: stand-in, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: nobody, user: {}}]
                """.formatted(port));
    }

    /** Never the file of whoever runs the tests, as from an editor that does not do what the build does. */
    private static Path ownConfiguration() {
        Path expected = Chart.FOLDER.resolve("target/kubeconfig");
        if (!expected.toString().equals(System.getenv("KUBECONFIG"))) {
            throw new IllegalStateException("set KUBECONFIG to " + expected + " for these tests, as pom.xml does");
        }
        return expected;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = path.equals("/api/v1")
                ? KINDS
                : path.startsWith(SECRETS) ? secrets.get(path.substring(SECRETS.length())) : null;
        byte[] bytes = (body == null ? NOTHING : body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body == null ? NOT_FOUND : OK, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
