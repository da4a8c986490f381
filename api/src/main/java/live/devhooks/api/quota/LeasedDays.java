package live.devhooks.api.quota;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The days that a node keeps something of: at most so many, and each for as long as it is used or something of it is still to be told. */
final class LeasedDays {

    private final QuotaProperties properties;
    private final Map<QuotaDay, LeasedDay> days = new ConcurrentHashMap<>();

    LeasedDays(QuotaProperties properties) {
        this.properties = properties;
    }

    /** The one of {@code day}, as used now. Where there are too many, it is one that keeps nothing and is not kept. */
    LeasedDay get(QuotaDay day, Instant now) {
        while (true) {
            LeasedDay known = days.get(day);
            if (known == null && days.size() >= properties.maxAccounts()) {
                return new LeasedDay(day, properties, now).retired();
            }
            LeasedDay leased =
                    known == null ? days.computeIfAbsent(day, key -> new LeasedDay(key, properties, now)) : known;
            if (leased.use(now)) {
                return leased;
            }
        }
    }

    Collection<LeasedDay> all() {
        return days.values();
    }

    /** Forgets {@code day} if it has not been used for long and there is nothing to tell about it. */
    void forget(LeasedDay day, Instant now) {
        if (day.close(now)) {
            days.remove(day.day(), day);
        }
    }

    int size() {
        return days.size();
    }
}
