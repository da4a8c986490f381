package live.devhooks.api.ingestion;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a webhook, as far as that is kept.
 *
 * @param address from where it came; absent of one that a former version took in
 * @param headers those that are kept, as {@code name: value}, a line each; likewise
 */
record Sender(@Nullable String address, @Nullable String headers) {

    /** Of whom nothing was kept. */
    static final Sender UNKNOWN = new Sender(null, null);
}
