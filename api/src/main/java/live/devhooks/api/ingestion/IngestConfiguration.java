package live.devhooks.api.ingestion;

import java.io.IOException;
import java.util.Arrays;
import live.devhooks.api.addresses.Origins;
import live.devhooks.api.journal.JournalProperties;
import live.devhooks.fanout.FanOutProperties;
import live.devhooks.fanout.WakeUpSender;
import live.devhooks.migrations.DatabaseProperties;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    /** Connections that the system may have made and Jetty has not taken yet; the system's own bound (net.core.somaxconn) counts as well. */
    private static final int ACCEPT_QUEUE = 4_096;

    /** Refuses as many writers as there are connections: a webhook whose source is not known needs one too. */
    IngestConfiguration(IngestProperties ingest, DatabaseProperties database) {
        if (ingest.writers() >= database.ingestConnections()) {
            throw new IllegalArgumentException(
                    "devhooks.ingest.writers must be fewer than devhooks.database.ingest-connections");
        }
    }

    /** A burst of webhooks waits rather than being dropped by the system, whose senders would try again after seconds, or never. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> roomForBursts() {
        return factory -> factory.addServerCustomizers(server -> Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .forEach(connector -> connector.setAcceptQueueSize(ACCEPT_QUEUE)));
    }

    @Bean
    Room room(IngestProperties properties) {
        return new Room(properties.queueBytes());
    }

    @Bean
    @ConditionalOnProperty("devhooks.ingest.journal.enabled")
    EventJournal eventJournal(JournalProperties properties) throws IOException {
        return EventJournal.open(properties);
    }

    /** Made before the writer, and so closed after the writer has written its last. */
    @Bean(initMethod = "start", destroyMethod = "close")
    WakeUpSender wakeUpSender(FanOutProperties properties) {
        return WakeUpSender.of(properties, "api");
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> webhooksFirst(
            Ingestion ingestion,
            Origins origins,
            KeptHeaders kept,
            IngestMeters meters,
            IngestTraces traces,
            IngestProperties properties) {
        return factory -> factory.addServerCustomizers(server -> server.setHandler(new IngestHandler(
                server.getHandler(), ingestion, origins, kept, meters, traces, properties.bodyTimeout())));
    }
}
