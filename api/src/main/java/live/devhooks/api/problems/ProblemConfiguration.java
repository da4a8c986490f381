package live.devhooks.api.problems;

import java.util.Arrays;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Errors of those who answer before any code of ours. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> serverErrors() {
        return factory -> factory.addServerCustomizers(server -> {
            server.setErrorHandler(new ServerErrors());
            Arrays.stream(server.getConnectors())
                    .map(connector -> connector.getConnectionFactory(HttpConnectionFactory.class))
                    .forEach(http -> http.getHttpConfiguration().setSendServerVersion(false));
        });
    }

    /** Spring Security's firewall, which keeps addresses out that could be read in two ways. */
    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, reason) -> ProblemWriter.write(
                response,
                Problem.of(
                        ProblemType.BAD_REQUEST,
                        "Write the address without //, .., ; or \\, and without them, % or control characters in encoded form"));
    }
}
