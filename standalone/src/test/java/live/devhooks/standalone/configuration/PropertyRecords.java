package live.devhooks.standalone.configuration;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The records that properties are bound to, as they are on the class path. */
final class PropertyRecords {

    private static final String OURS = "live.devhooks";

    private PropertyRecords() {}

    static Stream<Class<?>> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents(OURS).stream()
                .map(found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null));
    }

    /** The names of the properties that are bound to components of {@code type}, as the document writes them. */
    static Stream<String> names(Class<?> type) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        return Stream.of(type.getRecordComponents()).flatMap(component -> names(prefix, component));
    }

    private static Stream<String> names(String prefix, RecordComponent component) {
        String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
        if (component.getType().isRecord()
                && component.getAccessor().isAnnotationPresent(NestedConfigurationProperty.class)) {
            return Stream.of(component.getType().getRecordComponents()).flatMap(nested -> names(name, nested));
        }
        if (!component.getType().equals(Map.class)) {
            return Stream.of(name);
        }
        String named = name + ".<name>";
        return component.getGenericType() instanceof ParameterizedType map
                        && map.getActualTypeArguments()[1] instanceof Class<?> values
                        && values.isRecord()
                ? Stream.of(values.getRecordComponents()).flatMap(value -> names(named, value))
                : Stream.of(named);
    }
}
