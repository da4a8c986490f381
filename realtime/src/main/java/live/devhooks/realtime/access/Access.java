package live.devhooks.realtime.access;

import java.time.Instant;
import java.util.Optional;
import live.devhooks.protocol.Grant;

/**
 * What a reader may read, and until when.
 *
 * @param grant what may be read
 * @param expiresAt when a new token is due; absent for a secret: it is looked at when the connection is made, and not again
 */
public record Access(Grant grant, Optional<Instant> expiresAt) {}
