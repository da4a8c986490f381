package live.devhooks.realtime.stomp;

import jakarta.servlet.ServletContext;
import java.util.Arrays;
import java.util.Objects;
import live.devhooks.realtime.access.SecretVerifier;
import live.devhooks.realtime.access.TokenVerifier;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Puts the streams behind {@code /stomp}. Frames are decoded and answered by the thread that received them, and so in their order. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class StompConfiguration {

    private static final String PATH = "/stomp";

    /** Connections that the system may have made and Jetty has not taken yet; the system's own bound (net.core.somaxconn) counts as well. */
    private static final int ACCEPT_QUEUE = 4_096;

    /** After the feed and before the web server, so that nobody connects to whom nobody would answer. */
    private static final int PHASE = 2;

    @Bean
    ExecutorSubscribableChannel stompInbound() {
        return new ExecutorSubscribableChannel();
    }

    @Bean
    ExecutorSubscribableChannel stompOutbound() {
        return new ExecutorSubscribableChannel();
    }

    @Bean
    StreamBroker streamBroker(
            ExecutorSubscribableChannel stompInbound,
            ExecutorSubscribableChannel stompOutbound,
            StompConnections connections,
            StompProperties properties,
            TokenVerifier tokens,
            SecretVerifier secrets,
            Subscribing subscribing) {
        StreamBroker broker = new StreamBroker(
                stompInbound,
                stompOutbound,
                new ExecutorSubscribableChannel(),
                connections,
                properties,
                tokens,
                secrets,
                subscribing);
        broker.setPhase(PHASE);
        return broker;
    }

    @Bean
    SubProtocolWebSocketHandler stompSocket(
            ExecutorSubscribableChannel stompInbound,
            ExecutorSubscribableChannel stompOutbound,
            StompProperties properties) {
        StompSubProtocolHandler stomp = new StompSubProtocolHandler();
        stomp.setErrorHandler(new StompErrors());
        stomp.setMessageSizeLimit(properties.maxFrame());
        SubProtocolWebSocketHandler handler = new SubProtocolWebSocketHandler(stompInbound, stompOutbound);
        handler.addProtocolHandler(stomp);
        handler.setPhase(PHASE);
        return handler;
    }

    /** Any page may connect: what it may read is decided by the token or the secret that it shows, never by a cookie. */
    @Bean
    WebSocketConfigurer stompEndpoint(
            SubProtocolWebSocketHandler stompSocket,
            StompConnections connections,
            StompProperties properties,
            ServletContext context) {
        JettyRequestUpgradeStrategy jetty = new JettyRequestUpgradeStrategy();
        jetty.addWebSocketConfigurer(sockets -> {
            sockets.setMaxTextMessageSize(properties.maxFrame());
            sockets.setMaxBinaryMessageSize(properties.maxFrame());
            sockets.setIdleTimeout(properties.idleTimeout());
            compressNothing(context);
        });
        return registry -> registry.addHandler(connections.around(stompSocket), PATH)
                .setHandshakeHandler(new DefaultHandshakeHandler(jetty))
                .setAllowedOriginPatterns("*");
    }

    /** Not even for those who offer it, as browsers do: an event is small, and to compress for a connection takes memory by the hundred KB. */
    private static void compressNothing(ServletContext context) {
        WebSocketServerComponents.getWebSocketComponents(
                        Objects.requireNonNull(ServletContextHandler.getServletContextHandler(context)))
                .getExtensionRegistry()
                .unregister("permessage-deflate");
    }

    /**
     * Thousands of clients come at once where another node has died: beyond the queue the system drops what they send, and they wait for seconds. And what the
     * system holds for those who read nothing has a bound that is less than its own, of some MB each.
     */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> boundsOfConnections(StompProperties properties) {
        return factory -> factory.addServerCustomizers(server -> Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .forEach(connector -> {
                    connector.setAcceptQueueSize(ACCEPT_QUEUE);
                    connector.setAcceptedSendBufferSize(properties.sendBuffer());
                }));
    }

    /** Around all others, whose notes it forgets. */
    @Bean
    FilterRegistrationBean<ForgottenAttributes> forgottenAttributes() {
        FilterRegistrationBean<ForgottenAttributes> filter = new FilterRegistrationBean<>(new ForgottenAttributes());
        filter.addUrlPatterns(PATH);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    @Order(2)
    SecurityFilterChain stompWall(HttpSecurity http) {
        return http.securityMatcher(PATH)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
