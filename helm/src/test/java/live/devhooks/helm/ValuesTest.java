package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each value is in values.yaml with a comment, in the schema and in the README's table, and these say the same of it. */
class ValuesTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Za-z.]+)` \\| (?:`([^`]*)`|\\[…]\\(values\\.yaml\\))? ?\\| (.*) \\|$");
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):");

    private static final JsonNode VALUES = StrictReader.document(Chart.read("helm/values.yaml"));
    private static final JsonNode SCHEMA = StrictReader.document(Chart.read("helm/values.schema.json"));
    private static final Map<String, String> LEAVES = leaves();
    private static final Map<String, String> COMMENTS = comments();

    @Test
    void everyValueHasAComment() {
        assertThat(COMMENTS).containsOnlyKeys(LEAVES.keySet());
    }

    @Test
    void theSchemaSaysTheSameOfEveryValue() {
        Map<String, String> described = LEAVES.keySet().stream()
                .collect(Collectors.toMap(
                        path -> path, path -> property(path).path("description").asString("")));

        assertThat(described).isEqualTo(COMMENTS);
    }

    @Test
    void theTableSaysTheSameOfEveryValue() {
        Map<String, String> described = new HashMap<>();
        rows().forEach((path, row) -> described.put(path, row.group(3)));

        assertThat(described).isEqualTo(COMMENTS);
    }

    @Test
    void theTableHasTheDefaults() {
        rows().forEach((path, row) ->
                assertThat(row.group(2) == null ? "" : row.group(2)).as(path).isEqualTo(LEAVES.get(path)));
    }

    @Test
    void everyKnownPartOfTheSchemaRefusesWhatItDoesNotKnow() {
        Deque<JsonNode> parts = new ArrayDeque<>(List.of(SCHEMA));
        int seen = 0;
        while (!parts.isEmpty()) {
            JsonNode part = parts.pop();
            if (part.has("properties")) {
                assertThat(part.path("additionalProperties").asBoolean(true))
                        .as("%s", part.path("properties").propertyNames())
                        .isFalse();
                seen++;
            }
            part.valueStream().filter(JsonNode::isContainer).forEach(parts::push);
        }
        assertThat(seen).isGreaterThan(40);
    }

    @Test
    void theChartHasTheVersionOfTheProject() {
        Matcher version = Pattern.compile(
                        "<artifactId>devhooks-sync</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>")
                .matcher(Chart.read("pom.xml"));
        assertThat(version.find()).isTrue();

        assertThat(StrictReader.document(Chart.read("helm/Chart.yaml"))
                        .get("appVersion")
                        .asString())
                .isEqualTo(version.group(1));
    }

    private static JsonNode property(String path) {
        return SCHEMA.requiredAt("/properties/" + path.replace(".", "/properties/"));
    }

    private static Map<String, Matcher> rows() {
        Map<String, Matcher> rows = new LinkedHashMap<>();
        for (String line : Chart.read("helm/README.md").lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row);
            }
        }
        return rows;
    }

    /** The values with their defaults, as the table writes them. What the schema describes as a whole is one value. */
    private static Map<String, String> leaves() {
        Map<String, String> leaves = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(VALUES.propertyNames());
        while (!open.isEmpty()) {
            String path = open.pop();
            JsonNode value = VALUES.requiredAt("/" + path.replace(".", "/"));
            if (value.isObject() && property(path).has("properties") && !isWhole(path)) {
                value.propertyNames().forEach(name -> open.add(path + "." + name));
            } else {
                leaves.put(path, text(value));
            }
        }
        return leaves;
    }

    /** Requests and limits are one thing to people. */
    private static boolean isWhole(String path) {
        return path.endsWith(".resources");
    }

    private static String text(JsonNode value) {
        if (value.isContainer()) {
            return value.isEmpty() ? value.toString() : "";
        }
        return value.asString();
    }

    /** The comment above each value that is none with values below it. */
    private static Map<String, String> comments() {
        Map<String, String> comments = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder comment = new StringBuilder();
        for (String line : Chart.read("helm/values.yaml").lines().toList()) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("#")) {
                comment.append(comment.isEmpty() ? "" : " ")
                        .append(line.strip().substring(1).strip());
                continue;
            }
            if (key.find()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.add(key.group(2));
                String name = String.join(".", path);
                if (LEAVES.containsKey(name) && !comment.isEmpty()) {
                    comments.put(name, comment.toString());
                }
            }
            comment.setLength(0);
        }
        return comments;
    }
}
