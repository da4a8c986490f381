package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** What one subscription of the model was sent from one start on, and whether a stream has just that. */
final class StreamRun {

    /** Where it must have begun, in a stream whose events have these {@code seq}s. */
    sealed interface Start {

        /** With the next event after {@code seq}. */
        record After(long seq) implements Start {}

        /** With the next event after {@code seq}, or with one before that. */
        record NotBeyond(long seq) implements Start {}

        /** With an event that was not there when {@code events} were. */
        record Live(long events) implements Start {}
    }

    private final Start start;
    private final List<Long> seqs = new ArrayList<>();
    private OptionalLong live = OptionalLong.empty();
    private int sentBeforeLive;

    StreamRun(Start start) {
        this.start = start;
    }

    void add(long seq) {
        seqs.add(seq);
    }

    /** The RECEIPT has come: the stream has nothing more up to {@code position}. */
    void live(long position) {
        live = OptionalLong.of(position);
        sentBeforeLive = seqs.size();
    }

    List<Long> seqs() {
        return Collections.unmodifiableList(seqs);
    }

    /** The last {@code seq} that it had, or had passed; none where it does not know. */
    OptionalLong position() {
        OptionalLong last = seqs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seqs.get(seqs.size() - 1));
        return last.isPresent() && live.isPresent()
                ? OptionalLong.of(Math.max(last.getAsLong(), live.getAsLong()))
                : last.isPresent() ? last : live;
    }

    boolean has(long seq) {
        return position().orElse(-1) >= seq;
    }

    /** Fails where it is not a part of {@code stream}, each event once and in order, from its start on. */
    void check(String whose, List<Long> stream) {
        int from = begin(whose, stream);
        int to = Math.min(from + seqs.size(), stream.size());
        assertThat(seqs).as(whose + " begun " + start).isEqualTo(stream.subList(from, to));
        live.ifPresent(position -> assertThat(indexAfter(stream, position))
                .as(whose + " begun " + start + " was told to be live at " + position + " when it had been sent")
                .isEqualTo(from + sentBeforeLive));
    }

    private int begin(String whose, List<Long> stream) {
        int first = seqs.isEmpty()
                ? indexAfter(stream, position().orElse(Long.MAX_VALUE))
                : indexAfter(stream, seqs.get(0) - 1);
        String begun = whose + " begun " + start + " has " + seqs + " of " + stream;
        if (start instanceof Start.After after) {
            int expected = indexAfter(stream, after.seq());
            // A part of a stream of which nothing was sent says nothing of where it began.
            assertThat(seqs.isEmpty() ? expected : first).as(begun).isEqualTo(expected);
            return expected;
        }
        if (start instanceof Start.NotBeyond bound && !seqs.isEmpty()) {
            assertThat(first).as(begun).isLessThanOrEqualTo(indexAfter(stream, bound.seq()));
        }
        if (start instanceof Start.Live begin && !seqs.isEmpty()) {
            assertThat(seqs.get(0)).as(begun).isGreaterThan(begin.events());
        }
        return first;
    }

    /** The index of the first event after {@code seq}. */
    private static int indexAfter(List<Long> stream, long seq) {
        int at = Collections.binarySearch(stream, seq);
        return at < 0 ? -at - 1 : at + 1;
    }
}
