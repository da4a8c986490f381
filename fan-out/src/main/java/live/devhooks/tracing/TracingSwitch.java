package live.devhooks.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Whether there are traces: where a collector is named. Without one Spring Boot would have everything at work that makes and exports spans, but
 * for the exporter; so its configurations of that are not even looked at then. Those for logs are not used in any case.
 */
public final class TracingSwitch implements AutoConfigurationImportFilter, Condition, EnvironmentAware {

    /** Where spans are sent to. */
    static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String ENABLED = "management.opentelemetry.enabled";
    private static final String OF_TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OF_OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.autoconfigure.";
    private static final String OF_ITS_LOGS = OF_OPEN_TELEMETRY + "logging.";

    private boolean isOn;

    /** Made by Spring, from {@code META-INF/spring.factories}. */
    public TracingSwitch() {}

    @Override
    public void setEnvironment(Environment environment) {
        isOn = isOn(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[autoConfigurations.length];
        for (int at = 0; at < matches.length; at++) {
            String name = autoConfigurations[at];
            matches[at] = name == null || isWanted(name);
        }
        return matches;
    }

    boolean isWanted(String autoConfiguration) {
        boolean isOfTraces =
                autoConfiguration.startsWith(OF_TRACING) || autoConfiguration.startsWith(OF_OPEN_TELEMETRY);
        return !isOfTraces || (isOn && !autoConfiguration.startsWith(OF_ITS_LOGS));
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isOn(context.getEnvironment());
    }

    private static boolean isOn(Environment environment) {
        return StringUtils.hasText(environment.getProperty(ENDPOINT))
                && environment.getProperty(ENABLED, Boolean.class, true);
    }
}
