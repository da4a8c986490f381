package live.devhooks.api.operations;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** What is measured of requests, and what the management port has beside the actuator's own. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    private static final String CALLBACKS = "/in/";

    /** Spring's measuring of a request costs a good part of what taking a webhook does, which has meters of its own. */
    @Bean
    ObservationPredicate everythingButWebhooks() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && request.getCarrier().getRequestURI().startsWith(CALLBACKS));
    }

    /** Nor does anybody look at how long each filter took. */
    @Bean
    SecurityObservationSettings noFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Belongs to the management port's context, and is named to it in {@code META-INF/spring}. */
    @ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
    static class OfThePort {

        @Bean
        RouterFunction<ServerResponse> planRoutes(PlanOperations plans) {
            return RouterFunctions.route()
                    .PUT("/actuator/plans/{email}", plans::move)
                    .build();
        }
    }
}
