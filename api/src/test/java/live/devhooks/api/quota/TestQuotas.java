package live.devhooks.api.quota;

import java.time.Duration;

/** What the tests of quotas share. */
final class TestQuotas {

    static final QuotaProperties PROPERTIES = new QuotaProperties(
            0.008,
            0.1,
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            Duration.ofMillis(1_500),
            Duration.ofMinutes(1),
            100,
            2,
            Duration.ofSeconds(5));

    private TestQuotas() {}
}
