package live.devhooks.api.sources;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One stream of webhooks of an account.
 *
 * @param id its internal number
 * @param slug its name in addresses and destinations
 * @param name what people call it
 * @param ingestKey the random part of its callback URL
 * @param replacedKeys those before it that still work
 * @param paused whether it refuses webhooks at the moment
 * @param sessionPointer where a webhook that is not recognised has its session (RFC 6901)
 * @param allowedAddresses CIDR blocks and names of presets that webhooks are taken from; empty for everywhere
 * @param burst most webhooks at once; absent for the plan's
 * @param wholeEvents whether a session secret's reader is given the whole event
 * @param createdAt when it was made
 */
public record Source(
        long id,
        String slug,
        String name,
        String ingestKey,
        List<ReplacedKey> replacedKeys,
        boolean paused,
        Optional<String> sessionPointer,
        List<String> allowedAddresses,
        Optional<Integer> burst,
        boolean wholeEvents,
        Instant createdAt) {

    /** An ingest key that was replaced, and until when it works. */
    public record ReplacedKey(String key, Instant validUntil) {}
}
