package live.devhooks.realtime.access;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import live.devhooks.protocol.Grant;
import live.devhooks.protocol.ProblemType;
import org.springframework.stereotype.Component;

/**
 * How many connections each account has on this node, of whatever kind; so that one account does not have them all. Of these, those with session
 * secrets, which are in anybody's hands, may be so many that a tenth is left to its servers.
 */
@Component
public class AccountConnections {

    /** The part of them that no session secret gets: one of so many. */
    private static final int LEFT_TO_SERVERS = 10;

    private final AccessProperties properties;
    private final Map<UUID, Integer> all = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> ofSessions = new ConcurrentHashMap<>();

    AccountConnections(AccessProperties properties) {
        this.properties = properties;
    }

    /** Counts one more; whoever has asked says when it is {@linkplain #leave over}. */
    public void enter(Grant grant) throws AccessRefused {
        int most = properties.maxAccountConnections();
        boolean fits = all.merge(grant.account(), 1, Integer::sum) <= most;
        if (grant.session().isPresent()) {
            fits &= ofSessions.merge(grant.account(), 1, Integer::sum) <= most - most / LEFT_TO_SERVERS;
        }
        if (!fits) {
            leave(grant);
            throw new AccessRefused(
                    ProblemType.TOO_MANY_CONNECTIONS,
                    "The account has its connections on this node, " + most + " at most");
        }
    }

    /** Counts one less. */
    public void leave(Grant grant) {
        countDown(all, grant.account());
        if (grant.session().isPresent()) {
            countDown(ofSessions, grant.account());
        }
    }

    private static void countDown(Map<UUID, Integer> counts, UUID account) {
        counts.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
    }
}
