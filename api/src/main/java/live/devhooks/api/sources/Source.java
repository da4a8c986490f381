package live.devhooks.api.sources;

import java.time.Instant;

/**
 * One stream of webhooks of an account.
 *
 * @param id its internal number
 * @param slug its name in addresses and destinations
 * @param name what people call it
 * @param ingestKey the random part of its callback URL
 * @param paused whether it refuses webhooks at the moment
 * @param createdAt when it was made
 */
public record Source(long id, String slug, String name, String ingestKey, boolean paused, Instant createdAt) {}
