package live.devhooks.api.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.protocol.Grant;

/**
 * What a source secret or a session secret opens.
 *
 * @param grant what may be read
 * @param secretId the secret's id
 * @param expiresAt when the secret ends, where it does by itself
 */
public record SecretGrant(Grant grant, UUID secretId, Optional<Instant> expiresAt) {}
