package live.devhooks.realtime.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One reading for several streams together: few statements, whatever number of them has woken. First where sources stand, for those to whom
 * that is new; then a page for the live readers of each; then one for each of a few that are behind. A stream that cannot go on leaves the round alone;
 * a statement that fails ends it for all.
 */
final class Round {

    /** Most pages for readers that are behind, or one for each stream, so that the live ones of the same streams have their next round soon. */
    private static final int MAX_BEHIND = 64;

    private final EventLog log;
    private final ReadAhead ahead;
    private final FeedTraces traces;
    private final Set<SourceStream> streams;
    private final BiConsumer<SourceStream, Throwable> onFailure;
    private final BiConsumer<SourceStream, SourceStream.Unreadable> onUnreadable;

    /**
     * A round of {@code streams}; {@code onFailure} is told which of them could not go on, {@code onUnreadable} which could, but for readers that
     * wait for a retry.
     */
    Round(
            EventLog log,
            ReadAhead ahead,
            FeedTraces traces,
            Collection<SourceStream> streams,
            BiConsumer<SourceStream, Throwable> onFailure,
            BiConsumer<SourceStream, SourceStream.Unreadable> onUnreadable) {
        this.log = log;
        this.ahead = ahead;
        this.traces = traces;
        this.streams = new LinkedHashSet<>(streams);
        this.onFailure = onFailure;
        this.onUnreadable = onUnreadable;
    }

    /** Runs it; returns those of the streams that are to be in another one. */
    List<SourceStream> run() {
        each(SourceStream::begin);
        receiveNewcomers();
        readForLive();
        readForBehind();
        List<SourceStream> ended = List.copyOf(streams);
        ended.forEach(stream -> stream.needsRetry().ifPresent(unreadable -> onUnreadable.accept(stream, unreadable)));
        return ended.stream().filter(SourceStream::end).toList();
    }

    /** The streams that take part in it: those that have failed alone do not any more. */
    Collection<SourceStream> streams() {
        return streams;
    }

    private void receiveNewcomers() {
        List<SourceStream> asking =
                streams.stream().filter(SourceStream::needsHead).toList();
        if (asking.isEmpty()) {
            return;
        }
        Map<Long, Place> heads =
                log.heads(asking.stream().map(SourceStream::sourceId).toList());
        Map<Long, Long> oldest = log.oldest(asking.stream()
                .map(SourceStream::needsOldest)
                .flatMap(Optional::stream)
                .toList());
        each(asking, stream -> {
            stream.standsAt(heads.getOrDefault(stream.sourceId(), Place.after(0)));
            stream.startNewcomers(Optional.ofNullable(oldest.get(stream.sourceId())));
        });
    }

    private void readForLive() {
        List<SourceStream> reading = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (SourceStream stream : streams) {
            stream.wantedForLive().ifPresent(part -> {
                reading.add(stream);
                wanted.add(part);
            });
        }
        long begun = System.nanoTime();
        Iterator<Page> pages = log.pages(wanted).iterator();
        each(reading, stream -> {
            Page page = pages.next();
            stream.handToLive(page);
            traces.delivered(page.events(), begun);
        });
    }

    /** A reader in its turn. */
    private record Turn(SourceStream stream, Subscription reader) {}

    private void readForBehind() {
        // Of each stream as many as of any other: nobody's many readers keep another's few waiting.
        int most = Math.max(1, MAX_BEHIND / Math.max(1, streams.size()));
        List<Turn> turns = streams.stream()
                .flatMap(stream -> stream.turns(most).stream().map(reader -> new Turn(stream, reader)))
                .toList();
        List<Optional<Wanted>> wanted =
                turns.stream().map(turn -> turn.stream.wantedFor(turn.reader)).toList();
        Iterator<Page> pages =
                pages(turns, wanted.stream().flatMap(Optional::stream).toList()).iterator();
        for (int at = 0; at < turns.size(); at++) {
            Turn turn = turns.get(at);
            Page page = wanted.get(at).isPresent() ? pages.next() : Page.NOTHING;
            each(List.of(turn.stream), stream -> stream.handTo(turn.reader, page));
        }
    }

    private List<Page> pages(List<Turn> turns, List<Wanted> wanted) {
        boolean isAlone = turns.size() == 1 && wanted.size() == 1;
        return isAlone ? List.of(pageOf(turns.get(0), wanted.get(0))) : log.pages(wanted);
    }

    /** The page of a reader that is alone in being behind, and begins to read the one after it, which goes on while this one is handed over. */
    private Page pageOf(Turn turn, Wanted wanted) {
        Optional<Page> before = ahead.take(wanted);
        Page page = before.orElseGet(() -> log.page(wanted));
        turn.stream.wantedAfter(turn.reader, page).ifPresent(ahead::begin);
        return before.isPresent() ? page.andMaybeMore() : page;
    }

    private void each(Consumer<SourceStream> work) {
        each(List.copyOf(streams), work);
    }

    private void each(List<SourceStream> some, Consumer<SourceStream> work) {
        for (SourceStream stream : some) {
            try {
                if (streams.contains(stream)) {
                    work.accept(stream);
                }
            } catch (RuntimeException | Error e) {
                streams.remove(stream);
                onFailure.accept(stream, e);
            }
        }
    }
}
