package live.devhooks.bench.load;

import org.jspecify.annotations.Nullable;

/** What the load generator is asked for in one line: requests, payers, or something of its readers. */
record Order(
        @Nullable LoadOrder load,
        @Nullable ReadersOrder readers,
        @Nullable PayersOrder payers) {

    static Order of(LoadOrder load) {
        return new Order(load, null, null);
    }

    static Order of(ReadersOrder readers) {
        return new Order(null, readers, null);
    }

    static Order of(PayersOrder payers) {
        return new Order(null, null, payers);
    }
}
