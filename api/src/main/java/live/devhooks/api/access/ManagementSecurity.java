package live.devhooks.api.access;

import jakarta.servlet.http.HttpServletRequest;
import live.devhooks.api.problems.ProblemWriter;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * The wall of the management port: whoever reaches it may do everything, but for pages in an operator's browser, which could reach it, too.
 */
@Configuration(proxyBeanMethods = false)
class ManagementSecurity {

    private static final String NAMESPACE = "management";
    private static final String SENT_BY = "Sec-Fetch-Site";
    private static final String NO_PAGE = "none";

    @Bean
    @Order(0)
    SecurityFilterChain managementWall(HttpSecurity http) {
        return ApiSecurity.withoutCookies(http.securityMatcher(ManagementSecurity::isOfManagement))
                .authorizeHttpRequests(requests -> requests.requestMatchers(ManagementSecurity::isOfAPage)
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint((request, response, reason) -> ProblemWriter.write(
                                response,
                                Problem.of(
                                        ProblemType.ACCESS_DENIED,
                                        "This is not for pages: use curl, or open it yourself"))))
                .build();
    }

    /** By the server that it came to, and not by its address, which anybody can write on the public port. */
    private static boolean isOfManagement(HttpServletRequest request) {
        return WebServerApplicationContext.hasServerNamespace(
                WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()), NAMESPACE);
    }

    private static boolean isOfAPage(HttpServletRequest request) {
        String sentBy = request.getHeader(SENT_BY);
        return request.getHeader(HttpHeaders.ORIGIN) != null || (sentBy != null && !sentBy.equals(NO_PAGE));
    }
}
