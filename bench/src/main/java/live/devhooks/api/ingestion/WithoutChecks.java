package live.devhooks.api.ingestion;

import java.util.Optional;
import live.devhooks.api.ApiApplication;
import live.devhooks.api.recognition.Reading;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.api.usage.UsageDays;
import live.devhooks.migrations.Database;
import live.devhooks.protocol.EventBody;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.SessionName;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.core.JsonPointer;

/**
 * An api node for benchmarks only, by which is measured what the checks of the whole one cost: no body is recognised, no duplicate looked
 * for, no burst or usage counted. It is in this package because the store that it replaces is known here only; and not annotated,
 * lest a node that is scanned for components finds it.
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
        EventStore storeWithoutChecks(Database database, EventPartitions partitions, UsageDays days) {
            return new EventStoreWithoutChecks(database, partitions, days);
        }

        @Bean
        @Primary
        Recogniser recogniserThatDoesNotRead() {
            return new RecogniserThatDoesNotRead();
        }
    }

    private static final class RecogniserThatDoesNotRead extends Recogniser {

        /** An identity of its own for each would cost something; nobody compares them. */
        @Override
        public Reading read(byte[] body, Optional<SessionName> segment, Optional<JsonPointer> sessionPointer) {
            return new Reading(EventBody.Form.JSON, EventTypes.WEBHOOK, segment, "{}", Optional.of("not read"));
        }
    }
}
