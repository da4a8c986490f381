package live.devhooks.helm;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of {@code docs/operations/running.md}. */
final class OperatorsGuide {

    private static final String TEXT = Chart.read("docs/operations/running.md");
    /** The first cell of a row, as far as it names something. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private OperatorsGuide() {}

    /** Properties as environment variables. In a row, {@code .password} after {@code a.b.url} is {@code a.b.password}. */
    static Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        for (String row : rows()) {
            String prefix = "";
            for (String name : names(row)) {
                String property = name.startsWith(".") ? prefix + name : name;
                prefix = property.replaceFirst("\\.[^.]*$", "");
                variables.add(property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
            }
        }
        return variables;
    }

    /** Names of metrics; {@code a_seconds_…} stands for all that begin so. */
    static Set<String> metrics() {
        return rows().stream()
                .flatMap(row -> names(row).stream())
                .filter(name -> name.startsWith("devhooks_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The default of a property that has a row of its own. */
    static String defaultOf(String property) {
        Matcher row = Pattern.compile("(?m)^\\| `" + Pattern.quote(property) + "` \\| ([^|]*) \\|")
                .matcher(TEXT);
        if (!row.find()) {
            throw new AssertionError("running.md has no row for " + property);
        }
        return row.group(1);
    }

    private static Set<String> rows() {
        return ROW.matcher(TEXT)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> names(String row) {
        return NAME.matcher(row)
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
