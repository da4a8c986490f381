package live.devhooks.standalone.configuration;

import java.util.Locale;

/** The environment variable that sets a property. */
final class EnvironmentVariable {

    private EnvironmentVariable() {}

    /**
     * Of {@code property}, in which {@code <…>} stands for a name that whoever configures it chooses. Spring finds a property whose dashes
     * are underscores; but before such a name they must vanish, since there it reads variables' names and not properties'.
     */
    static String of(String property) {
        int chosen = Math.max(0, property.indexOf('<'));
        String before = property.substring(0, chosen).replace("-", "");
        String after = property.substring(chosen).replace('-', '_');
        return (before + after).replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
