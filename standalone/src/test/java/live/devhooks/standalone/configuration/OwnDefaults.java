package live.devhooks.standalone.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What our properties files set, which holds before the default that a property has by itself. */
final class OwnDefaults {

    private final Properties api = file("api.properties");
    private final Properties presets = file("address-presets.properties");
    private final Properties realtime = file("realtime.properties");
    private final Properties standalone = file("application.properties");

    private static Properties file(String name) {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource(name));
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }

    /** The default of {@code property} in processes of their own; where it differs between them, both would have to be told. */
    Optional<String> of(String property) {
        List<String> values = Stream.of(api, realtime)
                .map(file -> file.getProperty(property))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (values.size() > 1) {
            throw new IllegalStateException(property + " has more than one default: " + values);
        }
        return values.stream().findFirst();
    }

    /** The default of {@code property} in standalone, where it has one of its own there. */
    Optional<String> inStandalone(String property) {
        return Optional.ofNullable(standalone.getProperty(property));
    }

    /** The names that our files give values to below {@code map}. */
    List<String> namesIn(String map) {
        String prefix = map + ".";
        return Stream.of(api, presets, realtime)
                .flatMap(file -> file.stringPropertyNames().stream())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    /** The processes whose files take the value of {@code property} for one of another name. */
    Set<ProcessKind> takenBy(String property) {
        Set<ProcessKind> takers = new TreeSet<>();
        if (takes(api, property)) {
            takers.add(ProcessKind.API);
        }
        if (takes(realtime, property)) {
            takers.add(ProcessKind.REALTIME);
        }
        return takers;
    }

    private static boolean takes(Properties file, String property) {
        return file.values().stream()
                .map(Object::toString)
                .anyMatch(value -> value.contains("${" + property + "}") || value.contains("${" + property + ":"));
    }
}
