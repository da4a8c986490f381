package live.devhooks.api.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** This node's own endpoint for webhooks, called over HTTP as anybody calls it, from loopback. */
@Component
class OwnEndpoint {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestEventProperties properties;
    private final InetAddress address;
    private final Semaphore room;
    private volatile int port;

    OwnEndpoint(TestEventProperties properties, ServerProperties server) {
        this.properties = properties;
        this.address = server.getAddress() == null || server.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress()
                : server.getAddress();
        this.room = new Semaphore(properties.concurrent());
    }

    /** The management port has a server of its own, with a name. */
    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** From where it sees its calls come. */
    String caller() {
        return address.getHostAddress();
    }

    /** What it answers to {@code body}; a problem where too many wait for an answer already. */
    HttpResponse<String> post(String ingestKey, Optional<SessionName> segment, String body) {
        if (!room.tryAcquire()) {
            throw new ProblemException(ProblemType.OVERLOADED, "Too many test events are on their way; try again");
        }
        try {
            return http.send(request(ingestKey, segment, body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("this node's own endpoint did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "This node stops; try again");
        } finally {
            room.release();
        }
    }

    private HttpRequest request(String ingestKey, Optional<SessionName> segment, String body) {
        String host = address.getAddress().length > 4 ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        String end = segment.map(name -> "/" + name.toPathSegment()).orElse("");
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/in/" + ingestKey + end))
                .timeout(properties.timeout())
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("User-Agent", "devhooks-test-event")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
