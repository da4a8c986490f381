package live.devhooks.api.problems;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Errors of those who answer before any code of ours. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Problem NO_METHOD =
            Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Use one of " + String.join(", ", METHODS));

    private static final Problem MISWRITTEN = Problem.of(
            ProblemType.BAD_REQUEST,
            "Write the address without //, .., ; or \\, and without them, % or control characters in encoded form");

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> serverErrors() {
        return factory -> factory.addServerCustomizers(server -> {
            server.setErrorHandler(new ServerErrors());
            Arrays.stream(server.getConnectors())
                    .map(connector -> connector.getConnectionFactory(HttpConnectionFactory.class))
                    .forEach(http -> http.getHttpConfiguration().setSendServerVersion(false));
        });
    }

    /**
     * Filters ask the store too, that of sessions for everybody who is signed in: where it is away, the same advice answers. An error page
     * would be asked for through the same filters, which would wait for the store again.
     */
    @Bean
    FilterRegistrationBean<Filter> storeAwayInFilters(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver advice) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } catch (DataAccessException | TransactionException e) {
                if (response.isCommitted()) {
                    throw e;
                }
                response.resetBuffer();
                advice.resolveException((HttpServletRequest) request, (HttpServletResponse) response, null, e);
            }
        });
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 2);
        return filter;
    }

    /** Spring Security's firewall, which keeps addresses out that could be read in two ways. */
    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, reason) -> {
            boolean isKnown = METHODS.contains(request.getMethod());
            if (!isKnown) {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
            }
            ProblemWriter.write(response, isKnown ? MISWRITTEN : NO_METHOD);
        };
    }
}
