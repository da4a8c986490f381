package live.devhooks.api.ingestion;

import java.time.InstantSource;
import live.devhooks.api.ApiApplication;
import live.devhooks.api.quota.Quotas;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.Refusals;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * An api node for benchmarks only, by which is measured what quotas cost: it does not ask for those of accounts of {@link #PLAN}, and is the whole one for all
 * others. Here, and not annotated, for the reasons that {@link WithoutChecks} has.
 */
public final class WithoutQuota {

    /** Whose accounts have no quota here. */
    public static final String PLAN = "unasked";

    private WithoutQuota() {}

    /** Starts the node. */
    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {ApiApplication.class, Replacement.class}, args);
    }

    /** In the place of what asks. */
    static final class Replacement {

        @Bean
        @Primary
        Ingestion ingestionWithoutQuota(
                IngestSources sources,
                Recogniser recogniser,
                Quotas quotas,
                EventWriter writer,
                Refusals refusals,
                Room room,
                IngestThreads threads,
                IngestProperties properties,
                InstantSource clock) {
            return new IngestionWithoutQuota(
                    sources, recogniser, quotas, writer, refusals, room, threads, properties, clock);
        }
    }
}
