package live.devhooks.realtime.access;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import live.devhooks.protocol.ProblemType;
import org.springframework.stereotype.Component;

/** How many connections each account has on this node, of whatever kind; so that one account does not have them all. */
@Component
public class AccountConnections {

    private final AccessProperties properties;
    private final Map<UUID, Integer> counts = new ConcurrentHashMap<>();

    AccountConnections(AccessProperties properties) {
        this.properties = properties;
    }

    /** Counts one more of {@code account}; whoever has asked says when it is {@linkplain #leave over}. */
    public void enter(UUID account) throws AccessRefused {
        int count = counts.merge(account, 1, Integer::sum);
        if (count > properties.maxAccountConnections()) {
            leave(account);
            throw new AccessRefused(
                    ProblemType.TOO_MANY_CONNECTIONS,
                    "The account has its " + properties.maxAccountConnections() + " connections on this node");
        }
    }

    /** Counts one less. */
    public void leave(UUID account) {
        counts.computeIfPresent(account, (id, count) -> count == 1 ? null : count - 1);
    }
}
