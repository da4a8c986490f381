package live.devhooks.api.ingestion;

import java.io.IOException;
import live.devhooks.api.addresses.ForwardedRequests;
import live.devhooks.api.journal.JournalProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    @ConditionalOnProperty("devhooks.ingest.journal.enabled")
    EventJournal eventJournal(JournalProperties properties) throws IOException {
        return EventJournal.open(properties);
    }

    /** Behind the filter that knows the client's address, and before all others. */
    @Bean
    FilterRegistrationBean<IngestFilter> ingestFilter(
            Ingestion ingestion, KeptHeaders headers, IngestProperties properties) {
        FilterRegistrationBean<IngestFilter> filter =
                new FilterRegistrationBean<>(new IngestFilter(ingestion, headers, properties.bodyTimeout()));
        filter.addUrlPatterns(IngestFilter.PATH);
        filter.setOrder(ForwardedRequests.ORDER + 1);
        return filter;
    }
}
