package live.devhooks.bench.load;

/**
 * What became of an order to readers. Every event that it counts came once and in its order.
 *
 * @param deliveries events that came, to all readers together
 * @param seconds from the first of them to the last
 * @param secondsSinceConnect from when the group began to connect to the last delivery, or until all were live
 * @param latency from when the request of an event was due until a reader had it, where that is timed
 * @param cores how many processor cores the generator itself kept busy
 */
public record ReadersResult(
        long deliveries, double seconds, double secondsSinceConnect, Latency latency, double cores) {

    /** Deliveries in a second, from the first to the last. */
    public double perSecond() {
        return deliveries / seconds;
    }
}
