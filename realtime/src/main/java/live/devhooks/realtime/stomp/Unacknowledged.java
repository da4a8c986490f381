package live.devhooks.realtime.stomp;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one subscription has sent and its client has not acknowledged: never more than {@code most}. Everything up to its
 * {@linkplain #position() position} has been. Safe for use by several threads.
 */
final class Unacknowledged {

    private final int most;
    private final NavigableMap<Long, Instant> waiting = new TreeMap<>();
    private long sent;

    /** Nothing yet, after {@code position}. */
    Unacknowledged(int most, long position) {
        this.most = most;
        this.sent = position;
    }

    synchronized boolean hasRoom() {
        return room() > 0;
    }

    /** How many more may wait. */
    synchronized int room() {
        return most - waiting.size();
    }

    /** An event is sent that was received at that time. */
    synchronized void sent(long seq, Instant receivedAt) {
        waiting.put(seq, receivedAt);
        sent = seq;
    }

    /** Nothing is left to send up to {@code seq}. */
    synchronized void caughtUp(long seq) {
        sent = Math.max(sent, seq);
    }

    /**
     * Takes what is acknowledged away: {@code seq}, and all before it where those are meant as well; nothing where it does not wait. Returns what that was,
     * and when it was received.
     */
    synchronized SortedMap<Long, Instant> acknowledge(long seq, boolean andAllBefore) {
        NavigableMap<Long, Instant> meant = waiting.subMap(andAllBefore ? Long.MIN_VALUE : seq, true, seq, true);
        SortedMap<Long, Instant> acknowledged = new TreeMap<>(meant);
        meant.clear();
        return acknowledged;
    }

    synchronized boolean holds(long seq) {
        return waiting.containsKey(seq);
    }

    /** The last {@code seq} before which nothing waits. */
    synchronized long position() {
        return waiting.isEmpty() ? sent : waiting.firstKey() - 1;
    }
}
