package live.devhooks.api.ingestion;

import java.time.InstantSource;
import live.devhooks.api.ApiApplication;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.Database;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * An api node for benchmarks only, by which is measured what the checks of the whole one cost: no quota is asked for, no body recognised,
 * no duplicate looked for, no burst or usage counted. It is in this package because what it replaces is known here only; and not
 * annotated, lest a node that is scanned for components finds it.
 */
public final class WithoutChecks {

    private WithoutChecks() {}

    /** Starts the node. */
    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {ApiApplication.class, Replacements.class}, args);
    }

    /** In the place of those that check. */
    static final class Replacements {

        @Bean
        @Primary
        EventStore storeWithoutChecks(
                Database database, EventPartitions partitions, UsageDays days, WakeUpSender sender) {
            return new EventStoreWithoutChecks(database, partitions, days, sender);
        }

        @Bean
        @Primary
        Ingestion ingestionWithoutChecks(
                IngestSources sources,
                Recogniser recogniser,
                Quotas quotas,
                EventWriter writer,
                Refusals refusals,
                Room room,
                IngestThreads threads,
                IngestProperties properties,
                InstantSource clock) {
            return new IngestionWithoutChecks(
                    sources, recogniser, quotas, writer, refusals, room, threads, properties, clock);
        }
    }
}
