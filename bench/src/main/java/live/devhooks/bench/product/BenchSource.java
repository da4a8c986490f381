package live.devhooks.bench.product;

import java.util.UUID;
import live.devhooks.protocol.Secret;

/**
 * A source that was made for a benchmark.
 *
 * @param id its internal number
 * @param account whose it is
 * @param slug its name in the account
 * @param key its ingest key
 * @param secret by which it can be read, where that was stored
 */
public record BenchSource(long id, UUID account, String slug, String key, Secret secret) {

    /** The path of its callback URL. */
    public String path() {
        return "/in/" + key;
    }

    /** The destination of its stream. */
    public String destination() {
        return "/topic/sources/" + slug;
    }
}
