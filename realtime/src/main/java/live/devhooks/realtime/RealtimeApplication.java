package live.devhooks.realtime;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.StatusProblems;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** A realtime node as a process of its own. It has no users: one that Spring made up would have a password in the log. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import(RealtimeConfiguration.class)
public class RealtimeApplication {

    /** Starts the node; {@code --devhooks.database.url} says where the store is. */
    public static void main(String[] args) {
        SpringApplication.run(RealtimeApplication.class, args);
    }

    /** The management port, where there is nothing to change; where api runs in the same process, its wall stands there. */
    @Bean
    @Order(0)
    SecurityFilterChain management(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Everything but the streams is closed. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain nothingElse(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                        (request, response, reason) -> answer(response, HttpStatus.NOT_FOUND)))
                .build();
    }

    /** Nobody looks at how long each filter took; where api runs in the same process, it says so. */
    @Bean
    SecurityObservationSettings noFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Spring Security's firewall, which keeps addresses out that could be read in two ways. */
    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, reason) -> answer(response, HttpStatus.BAD_REQUEST);
    }

    private static void answer(HttpServletResponse response, HttpStatus status) throws IOException {
        Problem problem = StatusProblems.of(status.value());
        response.setStatus(problem.type().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(problem.toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** What Jetty answers by itself; where api runs in the same process, its handler does. */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> serverErrors() {
        return factory -> factory.addServerCustomizers(server -> server.setErrorHandler(new ErrorHandler() {
            @Override
            protected void generateResponse(
                    Request request,
                    Response response,
                    int code,
                    @Nullable String message,
                    @Nullable Throwable cause,
                    Callback callback) {
                Problem problem = StatusProblems.of(code);
                response.setStatus(problem.type().status());
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
                response.write(true, ByteBuffer.wrap(problem.toJson().getBytes(StandardCharsets.UTF_8)), callback);
            }
        }));
    }
}
