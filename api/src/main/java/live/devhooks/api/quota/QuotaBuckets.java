package live.devhooks.api.quota;

import java.util.Collection;
import java.util.Map;

/** What all nodes share: how many events of each day are taken. */
interface QuotaBuckets {

    /**
     * What one node has to tell and to ask about one day, in this order.
     *
     * @param returned how many it has no use for
     * @param owed how many it has let through already, whether they are there or not
     * @param wanted how many more it wants
     * @param limit how many the day has
     */
    record Request(long returned, long owed, long wanted, long limit) {}

    /**
     * What it gets.
     *
     * @param taken how many of those that it wanted
     * @param left how many are left then; less than none where more were owed than there were, or the limit was lowered
     */
    record Answer(long taken, long left) {}

    /**
     * Does what {@code request} asks for.
     *
     * @throws HeldException where somebody else is at the same day and does not come to an end; any other exception where the store cannot be asked. How far
     *     it was done is not known then
     */
    Answer ask(QuotaDay day, Request request);

    /** Looks how many are taken of each of these, without keeping anybody from taking some. Those without a bucket are left out. */
    Map<QuotaDay, Long> taken(Collection<QuotaDay> days);

    /** One day could not be asked, which says nothing of others. */
    final class HeldException extends RuntimeException {

        HeldException(RuntimeException cause) {
            super(cause);
        }
    }
}
