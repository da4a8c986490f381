package live.devhooks.protocol;

import java.util.Optional;
import java.util.UUID;

/**
 * What a secret, or a token made from one, lets its holder read: one source, or one session of it.
 *
 * @param account the account that the source belongs to
 * @param sourceId the internal number of the source
 * @param source the source's slug
 * @param session the one session that may be read; absent if all may
 * @param payerView whether the holder is given only what a payer may see of an event
 */
public record Grant(UUID account, long sourceId, String source, Optional<SessionName> session, boolean payerView) {

    /** A grant of everything of a source. */
    public static Grant ofSource(UUID account, long sourceId, String source) {
        return new Grant(account, sourceId, source, Optional.empty(), false);
    }

    /** Whether the holder may read the stream at {@code destination}. */
    public boolean allows(Destination destination) {
        boolean sameSource = source.equals(destination.source());
        return sameSource && (session.isEmpty() || session.equals(destination.session()));
    }
}
