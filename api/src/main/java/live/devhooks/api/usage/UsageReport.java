package live.devhooks.api.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account has used.
 *
 * @param plan the account's plan
 * @param today the running day
 * @param days the last 30 days, the running one first; those without webhooks too
 * @param sources the running day by source, by name; those without webhooks are left out
 */
record UsageReport(String plan, TodaysUsage today, List<DayUsage> days, List<SourceUsage> sources) {

    /**
     * The running day.
     *
     * @param day its date
     * @param accepted webhooks that became events
     * @param limit how many the plan allows in a day
     * @param remaining how many of these are left
     * @param resetsAt when the next day begins
     * @param duplicates webhooks that were known already and made no event
     * @param refused webhooks that were refused
     */
    record TodaysUsage(
            LocalDate day,
            long accepted,
            long limit,
            long remaining,
            Instant resetsAt,
            long duplicates,
            RefusedWebhooks refused) {}

    /**
     * One day.
     *
     * @param day its date
     * @param accepted webhooks that became events
     * @param duplicates webhooks that were known already and made no event
     * @param refused webhooks that were refused
     */
    record DayUsage(LocalDate day, long accepted, long duplicates, RefusedWebhooks refused) {}

    /**
     * One source on the running day.
     *
     * @param source its name; absent for those that have been deleted, which are counted together
     * @param accepted webhooks that became events
     * @param duplicates webhooks that were known already and made no event
     * @param refused webhooks that were refused
     */
    record SourceUsage(@Nullable String source, long accepted, long duplicates, RefusedWebhooks refused) {}

    /**
     * Webhooks that were refused, by reason. Each node adds what it has counted every few seconds; a crash loses that much.
     *
     * @param overQuota the plan's events of the day had been used up
     * @param overBurst the source had had as many as it may within a second
     * @param paused the source was paused
     * @param tooLarge the body was too large
     * @param tooSlow the body took too long to come in
     * @param addressNotAllowed the source allows other addresses only
     * @param unavailable there was too much work, or the store could not be reached in time; it may have become an event all the same
     */
    record RefusedWebhooks(
            long overQuota,
            long overBurst,
            long paused,
            long tooLarge,
            long tooSlow,
            long addressNotAllowed,
            long unavailable) {}
}
