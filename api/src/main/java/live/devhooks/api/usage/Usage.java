package live.devhooks.api.usage;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.api.usage.UsageReport.DayUsage;
import live.devhooks.api.usage.UsageReport.SourceUsage;
import live.devhooks.api.usage.UsageReport.TodaysUsage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the account that asks has used. */
@Component
class Usage {

    private static final int DAYS = 30;

    /** Each count under its word, whichever table it is from. */
    private static final String COUNTS = """
            with counts as (
                select source_id, day, 'accepted' as word, accepted as events
                from source_usage where account_id = :account and day between :first and :last
                union all
                select source_id, day, 'duplicates', duplicates
                from source_usage where account_id = :account and day between :first and :last
                union all
                select source_id, day, reason, refused
                from source_refusal where account_id = :account and day between :first and :last
            )
            """;

    private static final String BY_DAY = COUNTS + """
            select cast(day as text) as name, word, sum(events) as events from counts group by day, word
            """;

    /** Sources that are deleted have no name any more, and count as one. */
    private static final String BY_SOURCE = COUNTS + """
            select s.slug as name, c.word, sum(c.events) as events
            from counts c left join source s on s.id = c.source_id and s.account_id = :account
            group by s.slug, c.word
            order by s.slug nulls last
            """;

    private final JdbcClient jdbc;
    private final Plans plans;
    private final UsageDays days;
    private final InstantSource clock;

    Usage(DataSource dataSource, Plans plans, UsageDays days, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.plans = plans;
        this.days = days;
        this.clock = clock;
    }

    /** One count, of a day or a source by its name. */
    private record Count(Optional<String> name, String word, long events) {}

    /** Today and the days before it. */
    @Transactional(readOnly = true)
    UsageReport report() {
        LocalDate today = days.of(clock.instant());
        String plan = plan();
        List<DayUsage> byDay = byDay(today);
        return new UsageReport(plan, today(plan, byDay.get(0)), byDay, bySource(today));
    }

    private String plan() {
        return jdbc.sql("select plan from account where id = ?")
                .param(Tenancy.required())
                .query(String.class)
                .single();
    }

    private TodaysUsage today(String plan, DayUsage today) {
        long limit = plans.named(plan).dailyEvents();
        return new TodaysUsage(
                today.day(),
                today.accepted(),
                limit,
                Math.max(0, limit - today.accepted()),
                days.endOf(today.day()),
                today.duplicates(),
                today.refused());
    }

    private List<DayUsage> byDay(LocalDate today) {
        Map<Optional<String>, Counts> byDay = counts(BY_DAY, today.minusDays(DAYS - 1L), today);
        return Stream.iterate(today, day -> day.minusDays(1))
                .limit(DAYS)
                .map(day -> byDay.getOrDefault(Optional.of(day.toString()), Counts.NONE)
                        .of(day))
                .toList();
    }

    private List<SourceUsage> bySource(LocalDate today) {
        return counts(BY_SOURCE, today, today).entrySet().stream()
                .map(source -> source.getValue().of(source.getKey().orElse(null)))
                .toList();
    }

    private Map<Optional<String>, Counts> counts(String sql, LocalDate first, LocalDate last) {
        return jdbc
                .sql(sql)
                .param("account", Tenancy.required())
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new Count(
                        Optional.ofNullable(row.getString("name")), row.getString("word"), row.getLong("events")))
                .list()
                .stream()
                .collect(groupingBy(
                        Count::name,
                        LinkedHashMap::new,
                        collectingAndThen(toMap(Count::word, Count::events), Counts::new)));
    }
}
