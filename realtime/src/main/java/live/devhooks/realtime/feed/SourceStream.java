package live.devhooks.realtime.feed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import live.devhooks.protocol.Grant;

/**
 * The events of one source on their way to the readers that this node has for it.
 *
 * <p>It owns no thread: whoever tells it something has it run soon by one of the feed's threads, never by two at once. A run reads at
 * most one page for the live readers together and one for each of a few readers that are behind, and asks to run again if that was not all; so
 * that a long replay yields to the live readers, and one stream to the others.
 *
 * <p>What always holds: the live readers have been handed everything up to {@code head} and nothing after it. A reader that is behind
 * joins them in the run in which it has read the store up to {@code head} itself. So there is no seam at which an event could be
 * missed or come twice.
 */
final class SourceStream {

    /** Most readers that are behind for whom one run reads, so that it ends soon and others have their turn. */
    private static final int MAX_TURNS = 16;

    private final long sourceId;
    private final EventLog log;
    private final Feed feed;

    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicLong heard = new AtomicLong();

    // Of the running thread:
    private final Set<Subscription> live = new LinkedHashSet<>();
    private final Set<Subscription> behind = new LinkedHashSet<>();
    private Place head = Place.after(0);
    private boolean unread;

    // Of the feed, under the lock of its map's entry:
    private int subscriptions;

    SourceStream(long sourceId, EventLog log, Feed feed) {
        this.sourceId = sourceId;
        this.log = log;
        this.feed = feed;
    }

    long sourceId() {
        return sourceId;
    }

    SourceStream retain() {
        subscriptions++;
        return this;
    }

    /** Whether somebody still reads. */
    boolean release() {
        subscriptions--;
        return subscriptions > 0;
    }

    void add(Subscription subscription) {
        mailbox.add(() -> {
            behind.add(subscription);
            // What was committed before somebody subscribed is part of the replay, even if no wake-up told of it yet.
            unread = true;
        });
        schedule();
    }

    void remove(Subscription subscription) {
        mailbox.add(() -> {
            // It is in one of the two, never in both.
            if (live.remove(subscription) || behind.remove(subscription)) {
                feed.release(sourceId);
            }
        });
        schedule();
    }

    void resume() {
        schedule();
    }

    /** Says that the source has grown to {@code lastSeq}. */
    void wake(long lastSeq) {
        if (heard.getAndAccumulate(lastSeq, Math::max) < lastSeq) {
            schedule();
        }
    }

    /** Asks for a run, unless one is waiting or running already: that one will see the signal and ask for the next. */
    private void schedule() {
        if (signals.getAndIncrement() == 0) {
            feed.execute(this);
        }
    }

    /** One round of work. Where it fails, nobody has been moved past anything, and it is to be run again. */
    void run() {
        int seen = signals.get();
        for (Runnable message = mailbox.poll(); message != null; message = mailbox.poll()) {
            message.run();
        }
        readForLive();
        boolean more = readForBehind() || unread;
        if (more || !signals.compareAndSet(seen, 0)) {
            feed.execute(this);
        }
    }

    private void readForLive() {
        if (live.isEmpty()) {
            head = behind.isEmpty() ? head : log.head(sourceId);
            unread = false;
        } else if (unread || heard.get() > head.seq()) {
            Grant grant = live.iterator().next().grant();
            EventLog.Page page = log.page(grant, head);
            page.events().forEach(this::handToLive);
            unread = page.isFull();
        }
    }

    private void handToLive(FeedEvent event) {
        List<Subscription> full = new ArrayList<>();
        for (Subscription subscription : live) {
            if (subscription.hasRoom()) {
                subscription.offer(event);
            } else {
                full.add(subscription);
            }
        }
        full.forEach(live::remove);
        behind.addAll(full);
        head = event.place();
    }

    /** Reads for the readers that are behind, those first who have waited longest; tells whether some have to go on waiting. */
    private boolean readForBehind() {
        startNewcomers();
        int turns = 0;
        for (Subscription subscription : List.copyOf(behind)) {
            if (turns == MAX_TURNS) {
                return true;
            }
            if (subscription.hasRoom()) {
                turns++;
                boolean staysBehind = readFor(subscription);
                if (staysBehind) {
                    behind.remove(subscription);
                    behind.add(subscription);
                }
            }
        }
        return behind.stream().anyMatch(Subscription::hasRoom);
    }

    /** Says for those who have just come where they start, room or not: what is committed from now on is theirs. */
    private void startNewcomers() {
        List<Subscription> newcomers = behind.stream()
                .filter(subscription -> !subscription.isStarted())
                .toList();
        if (newcomers.isEmpty()) {
            return;
        }
        Place newest = unread ? log.head(sourceId) : head;
        long oldest = newcomers.stream()
                .filter(Subscription::startsAmongWhatIsKept)
                .findFirst()
                .flatMap(subscription -> log.oldest(subscription.grant()))
                .orElse(newest.seq() + 1);
        newcomers.forEach(subscription -> subscription.startBetween(oldest, newest));
    }

    /** Reads a page for a reader that is behind; tells whether it still is. */
    private boolean readFor(Subscription subscription) {
        boolean all = subscription.position().seq() >= head.seq() || handPage(subscription);
        if (all && !unread) {
            behind.remove(subscription);
            live.add(subscription);
            subscription.caughtUp(head);
            unread = heard.get() > head.seq();
            return false;
        }
        return true;
    }

    /** Hands over a page of what the store has up to {@code head}; tells whether that was all. */
    private boolean handPage(Subscription subscription) {
        Grant grant = subscription.grant();
        EventLog.Page page = subscription
                .session()
                .map(session -> log.page(grant, session, subscription.position()))
                .orElseGet(() -> log.page(grant, subscription.position()));
        for (FeedEvent event : page.events()) {
            if (event.id().seq() > head.seq()) {
                return true;
            }
            if (!subscription.hasRoom()) {
                return false;
            }
            subscription.offer(event);
        }
        return !page.isFull();
    }
}
