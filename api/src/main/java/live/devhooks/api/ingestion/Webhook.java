package live.devhooks.api.ingestion;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;

/**
 * A request to a callback URL.
 *
 * @param ingestKey the random part of the URL
 * @param segment what the URL has after the key: a session, or what the URL is for
 * @param address from where it comes
 * @param contentType the header as received
 * @param headers those that are kept beside it, as {@link KeptHeaders} has them
 * @param body what nobody has read yet
 */
record Webhook(
        String ingestKey,
        Optional<SessionName> segment,
        String address,
        @Nullable String contentType,
        String headers,
        Body body) {

    /** The bytes of a request that nobody has read yet. */
    interface Body {

        /** At most {@code limit} of them, as soon as they are there. Fails with an {@link java.io.IOException} where they do not come. */
        CompletableFuture<byte[]> read(int limit);
    }
}
