package live.devhooks.api.ingestion;

import java.io.IOException;
import live.devhooks.api.journal.JournalProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    @ConditionalOnProperty("devhooks.ingest.journal.enabled")
    EventJournal eventJournal(JournalProperties properties) throws IOException {
        return EventJournal.open(properties);
    }

    @Bean
    ServletRegistrationBean<IngestServlet> ingestServlet(Ingestion ingestion, IngestProperties properties) {
        return new ServletRegistrationBean<>(
                new IngestServlet(ingestion, properties.bodyTimeout()), IngestServlet.PATH);
    }
}
