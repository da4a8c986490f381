package live.devhooks.bench.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * How long things take, in microseconds; each with where it was measured in {@value #FILE}.
 *
 * @param nodePerEvent work of an api node for a webhook
 * @param nodePerBatch its work for a batch
 * @param storePerEvent work of PostgreSQL for a webhook
 * @param storePerBatch its work for a batch
 * @param waitPerBatch between threads and processes
 * @param loadPerEvent work of the load generator
 * @param walBytesPerEvent what a webhook leaves in the WAL
 * @param storePerRound work of PostgreSQL for a round of reading
 * @param storePerRead its work for an event that is read
 * @param feedPerRound work of a realtime node for a round
 * @param feedPerDelivery its work for an event and its reader
 * @param waitPerRound between threads and processes
 */
record ServiceTimes(
        double nodePerEvent,
        double nodePerBatch,
        double storePerEvent,
        double storePerBatch,
        double waitPerBatch,
        double loadPerEvent,
        double walBytesPerEvent,
        double storePerRound,
        double storePerRead,
        double feedPerRound,
        double feedPerDelivery,
        double waitPerRound) {

    /** As {@code devhooks.ingest.max-batch} is by default. */
    static final int MAX_BATCH = 128;

    /** As {@code devhooks.ingest.writers} is by default. */
    static final int WRITERS = 2;

    /** As {@code devhooks.ingest.further-batch-after} is by default, in microseconds. */
    static final double FURTHER_BATCH_AFTER = 20_000;

    /** As {@code devhooks.feed.readers} is by default. */
    static final int FEED_READERS = 4;

    /** As {@code devhooks.feed.streams-at-once} is by default. */
    static final int STREAMS_AT_ONCE = 64;

    static final String FILE = "service-times.properties";

    /** With so many sources: 10, 1,000 or 10,000 have been measured. */
    static ServiceTimes of(int sources) throws IOException {
        Properties file = new Properties();
        try (InputStream bytes = ServiceTimes.class.getResourceAsStream(FILE)) {
            if (bytes == null) {
                throw new IOException("no " + FILE);
            }
            file.load(bytes);
        }
        return new ServiceTimes(
                value(file, "node.per-event." + sources),
                value(file, "node.per-batch"),
                value(file, "store.per-event." + sources),
                value(file, "store.per-batch"),
                value(file, "wait.per-batch"),
                value(file, "load.per-event"),
                value(file, "wal.bytes-per-event"),
                value(file, "store.per-round"),
                value(file, "store.per-read"),
                value(file, "feed.per-round"),
                value(file, "feed.per-delivery"),
                value(file, "wait.per-round"));
    }

    /** How long the disk takes to write what so many events leave in the WAL. */
    double walMicros(int events, Deployment deployment) {
        return events * walBytesPerEvent / deployment.walMegabytesPerSecond();
    }

    private static double value(Properties file, String key) throws IOException {
        String value = file.getProperty(key);
        if (value == null) {
            throw new IOException("no " + key + " in " + FILE);
        }
        return Double.parseDouble(value);
    }
}
