package live.devhooks.bench.load;

import java.net.URI;
import java.util.List;

/**
 * What the load generator is to send.
 *
 * @param base {@code http://host:port} of a server on loopback; the generator talks to no other
 * @param paths the paths of requests, of which each request takes one at random
 * @param body the body of each POST; the 16 characters {@value #UNIQUE} in it, if they are there, become a number that no other request has
 * @param connections connections that are kept open, each with at most one request under way; at most {@value #MAX_CONNECTIONS}
 * @param perSecond requests in a second, whatever becomes of those before; 0 for as fast as answers come
 * @param millis how long new requests are sent; at most {@value #MAX_MILLIS}
 */
public record LoadOrder(URI base, List<String> paths, String body, int connections, double perSecond, long millis) {

    /** Stands in a body where each request has a number of its own. */
    public static final String UNIQUE = "@@@@@@@@@@@@@@@@";

    static final int MAX_CONNECTIONS = 1_024;
    static final int MAX_MILLIS = 600_000;
    static final int MAX_PER_SECOND = 200_000;

    /** Refuses what is out of bounds. */
    public LoadOrder {
        if (paths.isEmpty() || connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException("load needs a path, and from 1 to " + MAX_CONNECTIONS + " connections");
        }
        if (millis < 1 || millis > MAX_MILLIS || perSecond < 0 || perSecond > MAX_PER_SECOND) {
            throw new IllegalArgumentException(
                    "load takes from 1 to " + MAX_MILLIS + " ms, and at most " + MAX_PER_SECOND + " requests a second");
        }
        paths = List.copyOf(paths);
    }
}
