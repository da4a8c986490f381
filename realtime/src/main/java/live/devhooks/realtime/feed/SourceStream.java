package live.devhooks.realtime.feed;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import live.devhooks.protocol.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The events of one source on their way to the readers that this node has for it.
 *
 * <p>It owns no thread and asks nothing of the store: whoever tells it something has it take part in a {@link Round} soon, never in two at once, which
 * reads for it what it {@linkplain #wantedForLive wants} and goes through its methods in the order in which they stand here. A round reads at most
 * one page for the live readers together and one for each of a few readers that are behind, and it is in another if that was not all;
 * so that a long replay yields to the live readers, and one stream to the others.
 *
 * <p>What always holds: the live readers have been handed everything up to {@code head} and nothing after it. A reader that is behind
 * joins them in the round in which it has read the store up to {@code head} itself. So there is no seam at which an event could be
 * missed or come twice.
 *
 * <p>Who comes to an event that cannot be read waits there until a {@link #retry()}, and nobody else with it.
 */
final class SourceStream {

    /** Most readers that are behind for whom one round reads, so that it ends soon and others have their turn. */
    private static final int MAX_TURNS = 16;

    /** Most events that cannot be read of which it is remembered that they were told. */
    private static final int MAX_TOLD = 64;

    private final long sourceId;
    private final Feed feed;

    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicLong heard = new AtomicLong();

    // Of the running round:
    private final Set<Subscription> live = new LinkedHashSet<>();
    private final Set<Subscription> behind = new LinkedHashSet<>();
    private final Queue<Subscription> newcomers = new ArrayDeque<>();
    private Place head = Place.after(0);
    private Place newest = head;
    private boolean unread;
    private int seen;

    // Of events that cannot be read:
    private final Set<Subscription> stuck = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private @Nullable Unreadable unreadable;
    private boolean retryIsDue;

    // Of the feed, under the lock of its map's entry:
    private int subscriptions;

    SourceStream(long sourceId, Feed feed) {
        this.sourceId = sourceId;
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
            newcomers.add(subscription);
            // What was committed before somebody subscribed is part of the replay, even if no wake-up told of it yet.
            unread = true;
        });
        schedule();
    }

    void remove(Subscription subscription) {
        mailbox.add(() -> {
            newcomers.remove(subscription);
            stuck.remove(subscription);
            // It is in one of the two, never in both.
            if (live.remove(subscription) || behind.remove(subscription)) {
                feed.release(this);
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

    /** Asks for a round, unless it waits for one or is in one already: that one will see the signal and ask for the next. */
    private void schedule() {
        if (signals.getAndIncrement() == 0) {
            feed.execute(this);
        }
    }

    /**
     * An event that cannot be read.
     *
     * @param after the {@code seq} of the event before it
     * @param reason why
     * @param isNews whether it has not been told before
     */
    record Unreadable(long after, RuntimeException reason, boolean isNews) {}

    /** Has what could not be read read once more. */
    void retry() {
        mailbox.add(() -> {
            stuck.clear();
            retryIsDue = false;
        });
        schedule();
    }

    // A round, in this order. Where it fails, nobody has been moved past anything, and another one begins anew.

    /** Takes note of who has come and gone. */
    void begin() {
        seen = signals.get();
        for (Runnable message = mailbox.poll(); message != null; message = mailbox.poll()) {
            message.run();
        }
        newest = head;
    }

    /** Whether it must know where the source stands: somebody has come, or only readers that are behind are here, to whom {@code head} may be old. */
    boolean needsHead() {
        boolean headIsOld = unread || heard.get() > head.seq();
        return !newcomers.isEmpty() || (headIsOld && live.isEmpty() && !behind.isEmpty());
    }

    /** Takes note of where the source stands. */
    void standsAt(Place place) {
        newest = place;
        if (live.isEmpty()) {
            head = place;
            unread = false;
        }
    }

    /** What opens the stream for a newcomer to whom the oldest event that is kept matters; none where it matters to nobody. */
    Optional<Grant> needsOldest() {
        return newcomers.stream()
                .filter(Subscription::startsAmongWhatIsKept)
                .findFirst()
                .map(Subscription::grant);
    }

    /** Says for those who have just come where they start, room or not: what is committed from now on is theirs. */
    void startNewcomers(Optional<Long> oldest) {
        long first = oldest.orElse(newest.seq() + 1);
        for (Subscription next = newcomers.peek(); next != null; next = newcomers.peek()) {
            next.startBetween(first, newest);
            newcomers.remove();
        }
    }

    /** What the live readers together do not have yet; none where they have all. */
    Optional<Wanted> wantedForLive() {
        if (live.isEmpty() || (!unread && heard.get() <= head.seq())) {
            return Optional.empty();
        }
        Grant grant = live.iterator().next().grant();
        return Optional.of(new Wanted(grant, Optional.empty(), head, Room.ENOUGH));
    }

    /** Hands what they did not have to the live readers; those without room for all of it fall behind, and so do all where it cannot be read. */
    void handToLive(Page page) {
        if (page.unreadable() != null) {
            note(head, page.unreadable());
            behind.addAll(live);
            stuck.addAll(live);
            live.clear();
            return;
        }
        if (!page.events().isEmpty()) {
            List<Subscription> full = feed.hand(page.events(), live);
            full.forEach(live::remove);
            behind.addAll(full);
            head = page.events().get(page.events().size() - 1).place();
        }
        unread = page.isFull();
    }

    /** A few of those who are behind and can go on, at most so many, those first who have waited longest. */
    List<Subscription> turns(int most) {
        return behind.stream()
                .filter(this::canGoOn)
                .limit(Math.min(MAX_TURNS, most))
                .toList();
    }

    /** Who has all up to {@code head} needs no room to hear that. */
    private boolean canGoOn(Subscription subscription) {
        return !stuck.contains(subscription) && (subscription.hasRoom() || hasAllUpToHead(subscription));
    }

    private boolean hasAllUpToHead(Subscription subscription) {
        return subscription.position().seq() >= head.seq();
    }

    /** What a reader that is behind does not have yet; none where it has all up to {@code head}. */
    Optional<Wanted> wantedFor(Subscription subscription) {
        return hasAllUpToHead(subscription)
                ? Optional.empty()
                : Optional.of(wantedFrom(subscription.position(), subscription));
    }

    private static Wanted wantedFrom(Place place, Subscription subscription) {
        return new Wanted(subscription.grant(), subscription.session(), place, subscription.room());
    }

    /** What it will want when it has been handed {@code page}; none where that is not certain, or all that it missed. */
    Optional<Wanted> wantedAfter(Subscription subscription, Page page) {
        if (!page.isFull() || page.events().isEmpty() || !subscription.keepsUp()) {
            return Optional.empty();
        }
        Place last = page.events().get(page.events().size() - 1).place();
        return last.seq() >= head.seq() ? Optional.empty() : Optional.of(wantedFrom(last, subscription));
    }

    /** Hands a reader that is behind what it did not have; it joins the live ones where that was all, and waits where it cannot be read. */
    void handTo(Subscription subscription, Page page) {
        // After the others, whose turn would never come if this one failed each time.
        behind.remove(subscription);
        behind.add(subscription);
        if (page.unreadable() != null) {
            stuck.add(subscription);
            note(subscription.position(), page.unreadable());
            return;
        }
        if (handUpToHead(subscription, page) && !unread) {
            behind.remove(subscription);
            live.add(subscription);
            subscription.caughtUp(head);
            unread = heard.get() > head.seq();
        }
    }

    private void note(Place before, RuntimeException reason) {
        if (unreadable == null && !retryIsDue) {
            if (told.size() >= MAX_TOLD) {
                told.clear();
            }
            unreadable = new Unreadable(before.seq(), reason, told.add(before.seq()));
        }
    }

    /** Hands over what a page has up to {@code head}; tells whether that was all. */
    private boolean handUpToHead(Subscription subscription, Page page) {
        List<FeedEvent> due = page.events().stream()
                .takeWhile(event -> event.id().seq() <= head.seq())
                .toList();
        boolean reachesHead = !page.isFull() || due.size() < page.events().size();
        return subscription.offerMissed(due) && reachesHead;
    }

    /** Ends its part in the round; tells whether it is to be in another. */
    boolean end() {
        boolean more = (unread && !live.isEmpty()) || behind.stream().anyMatch(this::canGoOn);
        return more || !signals.compareAndSet(seen, 0);
    }

    /** What could not be read, where nobody has been asked yet to {@link #retry()} soon. */
    Optional<Unreadable> needsRetry() {
        Optional<Unreadable> found = Optional.ofNullable(unreadable);
        retryIsDue |= found.isPresent();
        unreadable = null;
        return found;
    }
}
