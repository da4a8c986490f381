package live.devhooks.api.ingestion;

import jakarta.servlet.Filter;
import java.io.IOException;
import live.devhooks.api.journal.JournalProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.SessionRepositoryFilter;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    @ConditionalOnProperty("devhooks.ingest.journal.enabled")
    EventJournal eventJournal(JournalProperties properties) throws IOException {
        return EventJournal.open(properties);
    }

    /**
     * A webhook is nobody's sign-in, whatever cookies come with it: the store, which may be away, is not asked for one. Spring Session passes by a
     * request that it takes to have been filtered already.
     */
    @Bean
    FilterRegistrationBean<Filter> webhooksWithoutSession() {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            request.setAttribute(SessionRepositoryFilter.class.getName() + ".FILTERED", true);
            chain.doFilter(request, response);
        });
        filter.addUrlPatterns(IngestServlet.PATH);
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return filter;
    }

    @Bean
    ServletRegistrationBean<IngestServlet> ingestServlet(Ingestion ingestion, IngestProperties properties) {
        return new ServletRegistrationBean<>(
                new IngestServlet(ingestion, properties.bodyTimeout()), IngestServlet.PATH);
    }
}
