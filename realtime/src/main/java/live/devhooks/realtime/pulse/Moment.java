package live.devhooks.realtime.pulse;

import java.time.Instant;
import java.util.Optional;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.realtime.access.Access;
import live.devhooks.realtime.access.Revocations;

/**
 * When connections are looked at.
 *
 * @param nanos as {@link System#nanoTime()} counts
 * @param lastValid what ran out before this is over
 * @param revocations what has been revoked until then
 */
public record Moment(long nanos, Instant lastValid, Revocations revocations) {

    /** Why a connection that was let in by {@code access} may not go on; empty where it may. */
    public Optional<Problem> endOf(Access access) {
        if (revocations.isKnownOf(access)) {
            return Optional.of(
                    Problem.of(ProblemType.SECRET_REVOKED, "Connect with another secret, or a token of one"));
        }
        return access.expiresAt().filter(lastValid::isAfter).map(expiry -> expiryOf(access.shown()));
    }

    private static Problem expiryOf(Access.Shown shown) {
        return shown == Access.Shown.SECRET
                ? Problem.of(ProblemType.SECRET_EXPIRED, "Connect with a secret that lives")
                : Problem.of(
                        ProblemType.TOKEN_EXPIRED,
                        "Connect with a new token; over STOMP, send one to /app/token before the old one has run out");
    }
}
