package live.devhooks.bench.load;

import org.jspecify.annotations.Nullable;

/** What the load generator is asked for in one line: requests, or something of its readers. */
record Order(@Nullable LoadOrder load, @Nullable ReadersOrder readers) {}
