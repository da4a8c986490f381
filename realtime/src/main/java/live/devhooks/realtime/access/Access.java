package live.devhooks.realtime.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.TokenClaims;

/**
 * What a reader may read, by what, and until when.
 *
 * @param grant what may be read
 * @param shown what was shown
 * @param secretId the secret that was shown, or that the shown token was made from
 * @param expiresAt when it ends: that of a token, or of a secret that has one
 */
public record Access(Grant grant, Shown shown, UUID secretId, Optional<Instant> expiresAt) {

    /** Whether this is the owner of the source, who looks on: what is sent there is not delivered by that. */
    public boolean isOwners() {
        return secretId.equals(TokenClaims.NO_SECRET);
    }

    /** What a reader shows. */
    public enum Shown {
        /** A token, which can be renewed in place. */
        TOKEN,
        /** A secret itself. */
        SECRET
    }
}
