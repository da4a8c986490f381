package live.devhooks.helm;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code docs/operations}: properties in {@code configuration.md}, metrics in {@code metrics.md}. */
final class OperatorsGuide {

    private static final String CONFIGURATION = Chart.read("docs/operations/configuration.md");
    private static final String METRICS = Chart.read("docs/operations/metrics.md");

    /** The environment variable, which is the second cell of a row. */
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `[^`]+` \\| `([A-Z_0-9]+)` \\|");

    /** The first cell of a row that names a metric, or several. */
    private static final Pattern METRIC_ROW = Pattern.compile("(?m)^\\| (`devhooks_[^|]*) \\|");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private OperatorsGuide() {}

    /** Properties as environment variables. */
    static Set<String> variables() {
        return firstGroups(VARIABLE, CONFIGURATION).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of metrics; {@code a_seconds_…} stands for all that begin so. */
    static Set<String> metrics() {
        return firstGroups(METRIC_ROW, METRICS)
                .flatMap(row -> firstGroups(NAME, row))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The default of a property. */
    static String defaultOf(String property) {
        Matcher row = Pattern.compile("(?m)^\\| `" + Pattern.quote(property) + "` \\| [^|]* \\| ([^|]*) \\|")
                .matcher(CONFIGURATION);
        if (!row.find()) {
            throw new AssertionError("configuration.md has no row for " + property);
        }
        return row.group(1).replace("`", "");
    }

    private static Stream<String> firstGroups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }
}
