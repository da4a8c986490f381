package live.devhooks.api.usage;

import java.time.LocalDate;
import java.util.Map;
import live.devhooks.api.usage.UsageReport.DayUsage;
import live.devhooks.api.usage.UsageReport.RefusedWebhooks;
import live.devhooks.api.usage.UsageReport.SourceUsage;
import org.jspecify.annotations.Nullable;

/**
 * What was counted together, of a day or of a source.
 *
 * @param byWord the counts by their words, those that are not there being none
 */
record Counts(Map<String, Long> byWord) {

    static final Counts NONE = new Counts(Map.of());

    static final String ACCEPTED = "accepted";
    static final String DUPLICATES = "duplicates";

    DayUsage of(LocalDate day) {
        return new DayUsage(day, accepted(), duplicates(), refused());
    }

    SourceUsage of(@Nullable String source) {
        return new SourceUsage(source, accepted(), duplicates(), refused());
    }

    private long accepted() {
        return count(ACCEPTED);
    }

    private long duplicates() {
        return count(DUPLICATES);
    }

    private RefusedWebhooks refused() {
        return new RefusedWebhooks(
                count(Refusal.OVER_QUOTA.word()),
                count(Refusal.OVER_BURST.word()),
                count(Refusal.PAUSED.word()),
                count(Refusal.TOO_LARGE.word()),
                count(Refusal.TOO_SLOW.word()),
                count(Refusal.ADDRESS_NOT_ALLOWED.word()),
                count(Refusal.UNAVAILABLE.word()));
    }

    private long count(String word) {
        return byWord.getOrDefault(word, 0L);
    }
}
