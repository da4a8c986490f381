package live.devhooks.bench.quota;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import live.devhooks.bench.load.LoadOrder;
import live.devhooks.bench.load.LoadProcess;
import live.devhooks.bench.load.LoadResult;

/**
 * Webhooks that were sent, as fast as they were answered, until all were refused for a whole window.
 *
 * @param accepted how many were answered 200
 * @param refused how many were answered 429
 */
record UsedUpDay(long accepted, long refused) {

    private static final int MAX_WINDOWS = 60;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final UsedUpDay NOTHING = new UsedUpDay(0, 0);

    /** Who sends what. */
    record Sender(LoadProcess load, LoadOrder order) {}

    /** Lets all senders send at the same time; fails where an answer is another one, or there is no end. */
    static UsedUpDay of(List<Sender> senders) throws IOException {
        UsedUpDay day = NOTHING;
        for (int window = 0; window < MAX_WINDOWS; window++) {
            UsedUpDay more = window(senders);
            day = day.and(more);
            if (more.accepted == 0) {
                return day;
            }
        }
        throw new IOException("a day that has no end: " + day);
    }

    private static UsedUpDay window(List<Sender> senders) throws IOException {
        List<LoadProcess.UnderWay> underWay = new ArrayList<>();
        for (Sender sender : senders) {
            underWay.add(sender.load.begin(sender.order));
        }
        UsedUpDay day = NOTHING;
        for (LoadProcess.UnderWay one : underWay) {
            day = day.and(of(one.await()));
        }
        return day;
    }

    private static UsedUpDay of(LoadResult result) throws IOException {
        if (!result.isAll(OK, TOO_MANY_REQUESTS)) {
            throw new IOException("an answer that is neither 200 nor 429: " + result);
        }
        return new UsedUpDay(result.answered(OK), result.answered(TOO_MANY_REQUESTS));
    }

    private UsedUpDay and(UsedUpDay more) {
        return new UsedUpDay(accepted + more.accepted, refused + more.refused);
    }
}
