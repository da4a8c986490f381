package live.devhooks.standalone.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the document.
 *
 * @param name with {@code <name>} where whoever configures it chooses a name
 * @param defaults what holds where nobody sets it; several where it is a list
 * @param inStandalone what holds there instead, if something else does
 * @param processes which read it
 * @param description what it is, as Markdown
 */
record DocumentedProperty(
        String name,
        List<String> defaults,
        Optional<String> inStandalone,
        Set<ProcessKind> processes,
        String description) {

    /** Whether there is a default, or the description says what holds without one. */
    boolean tellsDefault() {
        return !defaults.isEmpty() || description.contains("by default") || description.contains("no default");
    }

    /** Whether {@code text} names this property, or one of those for which it stands. */
    boolean isNamed(String text) {
        String pattern = name.replace(".", "\\.").replaceAll("<[a-z]+>", "[a-z0-9-]+");
        return text.equals(name) || text.matches(pattern);
    }
}
