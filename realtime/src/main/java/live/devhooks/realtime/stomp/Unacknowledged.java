package live.devhooks.realtime.stomp;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What one subscription has sent and its client has not acknowledged: never more than {@code most}. Everything up to its
 * {@linkplain #position() position} has been. Safe for use by several threads.
 */
final class Unacknowledged {

    private final int most;
    private final NavigableSet<Long> waiting = new TreeSet<>();
    private long sent;

    /** Nothing yet, after {@code position}. */
    Unacknowledged(int most, long position) {
        this.most = most;
        this.sent = position;
    }

    synchronized boolean hasRoom() {
        return waiting.size() < most;
    }

    synchronized void sent(long seq) {
        waiting.add(seq);
        sent = seq;
    }

    /** Nothing is left to send up to {@code seq}. */
    synchronized void caughtUp(long seq) {
        sent = Math.max(sent, seq);
    }

    /** Takes what is acknowledged away: {@code seq}, and all before it where those are meant as well. Does nothing where it does not wait. */
    synchronized void acknowledge(long seq, boolean andAllBefore) {
        if (andAllBefore) {
            waiting.headSet(seq, true).clear();
        } else {
            waiting.remove(seq);
        }
    }

    synchronized boolean holds(long seq) {
        return waiting.contains(seq);
    }

    /** The last {@code seq} before which nothing waits. */
    synchronized long position() {
        return waiting.isEmpty() ? sent : waiting.first() - 1;
    }
}
