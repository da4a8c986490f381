package live.devhooks.api.ingestion;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    ServletRegistrationBean<IngestServlet> ingestServlet(Ingestion ingestion, IngestProperties properties) {
        return new ServletRegistrationBean<>(
                new IngestServlet(ingestion, properties.bodyTimeout()), IngestServlet.PATH);
    }
}
