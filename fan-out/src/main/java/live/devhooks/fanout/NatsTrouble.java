package live.devhooks.fanout;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong with NATS while it is there or away: counted each time, and logged once until it is back. */
final class NatsTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(NatsTrouble.class);
    private static final String PUBLISH_REFUSED = "Permissions Violation for Publish";

    /** Servers name the subject in what they say, of which there are a few. */
    private static final int MOST_REASONS = 32;

    private final AtomicLong lost = new AtomicLong();
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** A message was not sent. */
    void lost(String reason) {
        lost.incrementAndGet();
        logOnce("wake-ups are lost, so that readers wait for the next look at the store: " + reason);
    }

    /** A server said that it does not want something. */
    void refused(String error) {
        if (error.startsWith(PUBLISH_REFUSED)) {
            lost(error);
        } else {
            logOnce("NATS refuses something: " + error);
        }
    }

    /** Wake-ups are not listened to, though there is a connection. */
    void deaf(Throwable reason) {
        logOnce("listening for wake-ups is tried again: " + reason);
    }

    /** From now on it is logged again. */
    void isOver() {
        logged.clear();
    }

    long lost() {
        return lost.get();
    }

    private void logOnce(String text) {
        if (logged.size() < MOST_REASONS && logged.add(text)) {
            LOG.warn(text);
        }
    }
}
