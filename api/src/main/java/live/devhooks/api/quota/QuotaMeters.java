package live.devhooks.api.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.function.Supplier;

/** What an operator sees of quotas; docs/operations/metrics.md says what each means. */
final class QuotaMeters {

    private final Counter refused;
    private final Counter onCredit;
    private final Timer asks;

    QuotaMeters(MeterRegistry registry, LeasedDays days) {
        this.refused = Counter.builder("devhooks.quota.refused")
                .description("Webhooks that were refused since their account had used up its day")
                .register(registry);
        this.onCredit = Counter.builder("devhooks.quota.credit")
                .description("Webhooks that were let through although the store of quotas could not be asked")
                .register(registry);
        this.asks = Timer.builder("devhooks.quota.asks")
                .description("Requests to the store of quotas")
                .register(registry);
        Gauge.builder("devhooks.quota.leased", days, QuotaMeters::free)
                .description("Events that this node may let through without asking")
                .register(registry);
        Gauge.builder("devhooks.quota.owed", days, QuotaMeters::owed)
                .description("Events that were let through on credit and not told to the store of quotas yet")
                .register(registry);
        Gauge.builder("devhooks.quota.accounts", days, LeasedDays::size)
                .description("Accounts that this node remembers the quota of")
                .register(registry);
    }

    void count(LeasedDay.Verdict verdict) {
        switch (verdict) {
            case USED_UP -> refused.increment();
            case ON_CREDIT -> onCredit.increment();
            case LEASED -> {}
        }
    }

    <T> T timed(Supplier<T> ask) {
        return Objects.requireNonNull(asks.record(ask));
    }

    private static double free(LeasedDays days) {
        return days.all().stream().mapToLong(LeasedDay::free).sum();
    }

    private static double owed(LeasedDays days) {
        return days.all().stream().mapToLong(LeasedDay::owed).sum();
    }
}
