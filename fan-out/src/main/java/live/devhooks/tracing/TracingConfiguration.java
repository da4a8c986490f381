package live.devhooks.tracing;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/** What a process imports to trace events. */
@Configuration(proxyBeanMethods = false)
public class TracingConfiguration {

    /** Made of what Boot configures, where that is looked at: see {@link TracingSwitch}. */
    @Bean
    EventTracer eventTracer(ObjectProvider<Tracer> tracer, ObjectProvider<Sampler> sampler) {
        Tracer there = tracer.getIfAvailable();
        return there == null ? EventTracer.off() : EventTracer.by(there, sampler.getObject());
    }

    /**
     * How Boot's spans of requests become part of the traces: a path may hold a secret and the message of an exception what belongs to
     * people, so neither is in them. The path's pattern, the status and the kind of exception are.
     */
    @Configuration(proxyBeanMethods = false)
    @Conditional(TracingSwitch.class)
    static class OfRequests {

        @Bean
        SdkTracerProviderBuilderCustomizer idsOfEvents() {
            return builder -> builder.setIdGenerator(new EventIdGenerator());
        }

        @Bean
        ServerRequestObservationConvention withoutPaths() {
            return new DefaultServerRequestObservationConvention() {
                @Override
                public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
                    return KeyValues.empty();
                }
            };
        }

        @Bean
        @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
        PropagatingReceiverTracingObservationHandler<ReceiverContext<?>> requestsWithoutMessages(
                io.micrometer.tracing.Tracer tracer, Propagator propagator) {
            return new PropagatingReceiverTracingObservationHandler<>(tracer, propagator) {
                @Override
                public void onError(ReceiverContext<?> context) {
                    // Its kind is an attribute already.
                }
            };
        }

        @Bean
        @Order(MicrometerTracingAutoConfiguration.DEFAULT_TRACING_OBSERVATION_HANDLER_ORDER)
        DefaultTracingObservationHandler othersWithoutMessages(io.micrometer.tracing.Tracer tracer) {
            return new DefaultTracingObservationHandler(tracer) {
                @Override
                public void onError(Observation.Context context) {
                    // As above.
                }
            };
        }
    }
}
