package live.devhooks.api.quota;

import java.time.Duration;

/** Whether an account may have another event. */
public sealed interface QuotaAnswer {

    /** It may. Whoever is given this says afterwards whether there was one: {@link Quotas#spent} or {@link Quotas#giveBack}. */
    final class Granted implements QuotaAnswer {

        private final LeasedDay day;

        Granted(LeasedDay day) {
            this.day = day;
        }

        LeasedDay day() {
            return day;
        }
    }

    /**
     * It has had all of the day.
     *
     * @param limit how many that are
     * @param window how long the day is
     * @param reset how long until it ends
     */
    record UsedUp(long limit, Duration window, Duration reset) implements QuotaAnswer {}
}
