package live.devhooks.bench.broker;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** STOMP over WebSocket as Spring does it. Only its patience with connections on which nothing happens is that of a benchmark. */
@Configuration
@EnableWebSocketMessageBroker
class BrokerSocket implements WebSocketMessageBrokerConfigurer {

    private static final Duration IDLE_TIMEOUT = Duration.ofHours(1);

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        JettyRequestUpgradeStrategy jetty = new JettyRequestUpgradeStrategy();
        jetty.addWebSocketConfigurer(sockets -> sockets.setIdleTimeout(IDLE_TIMEOUT));
        registry.addEndpoint("/stomp")
                .setHandshakeHandler(new DefaultHandshakeHandler(jetty))
                .setAllowedOriginPatterns("*");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker(Publisher.TOPIC);
    }
}
