package live.devhooks.standalone.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the catalogue as Markdown: a section for each group, with a table, sorted by name. */
final class ConfigurationDocument {

    private static final String BEGINNING = """
            <!-- Written by ConfigurationDocumentTest out of the properties' own Javadoc and defaults: change those, and run it with
                 -Dconfiguration.write=true (CONTRIBUTING.md has the command). -->
            # Configuration

            Every property that a process reads and an operator may want to change. A process takes it as an argument
            (`--devhooks.ingest.queue-capacity=2048`), as an environment variable, or from an `application.properties` in the folder that it is
            started in; an argument counts before a variable, and that before the file. A value that cannot be read keeps the process from
            starting, and so do most that are beyond their bounds: its log says why.

            Times have a unit: `500ms`, `10s`, `5m`, `24h`, `30d`. Lists have commas. Sizes are in bytes. `<…>` in the name of a property stands
            for a name of your choice, in lower-case letters and digits where a variable has it; in a default, for the value of another property.
            "process" is the one that reads the property: `standalone`, which is what `./devhooks up` runs, reads those of both others, too.
            """;

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;
    private static final Pattern SIZE = Pattern.compile("-(bytes|frame|length)$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)(?::[^}]*)?}");

    private final PropertyCatalogue catalogue;

    ConfigurationDocument(PropertyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    String text() {
        Map<PropertyGroup, List<DocumentedProperty>> groups = catalogue.properties().stream()
                .collect(Collectors.groupingBy(property -> PropertyGroup.of(property.name())
                        .orElseThrow(() -> new IllegalStateException(property.name() + " is in no PropertyGroup"))));
        return PropertyGroup.ALL.stream()
                .map(group -> section(group, groups.getOrDefault(group, List.of())))
                .collect(Collectors.joining("", BEGINNING, ""));
    }

    private String section(PropertyGroup group, List<DocumentedProperty> properties) {
        StringBuilder section = new StringBuilder("\n## " + group.title() + "\n\n" + group.sentence() + "\n\n");
        catalogue.maps().forEach((map, description) -> {
            if (PropertyGroup.of(map).filter(group::equals).isPresent()) {
                section.append("`%s.<name>.…`: %s.\n\n".formatted(map, description));
            }
        });
        section.append(
                "| property | environment variable | default | process | what it is |\n| --- | --- | --- | --- | --- |\n");
        properties.forEach(property -> section.append(row(property)));
        return section.toString();
    }

    private static String row(DocumentedProperty property) {
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        property.name(),
                        EnvironmentVariable.of(property.name()),
                        defaults(property),
                        property.processes().stream()
                                .map(process -> process.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                        property.description().replace("|", "\\|"));
    }

    private static String defaults(DocumentedProperty property) {
        String everywhere = property.defaults().isEmpty()
                ? "–"
                : property.defaults().stream()
                        .map(value -> value(property.name(), value))
                        .collect(Collectors.joining(", "));
        return property.inStandalone()
                .map(there -> everywhere + "; standalone: " + value(property.name(), there))
                .orElse(everywhere);
    }

    private static String value(String property, String value) {
        String code = "`" + PLACEHOLDER.matcher(value).replaceAll("<$1>") + "`";
        if (!SIZE.matcher(property).find() || !value.matches("\\d+")) {
            return code;
        }
        long size = Long.parseLong(value);
        if (size % MIB == 0) {
            return code + " (" + size / MIB + " MiB)";
        }
        return size % KIB == 0 ? code + " (" + size / KIB + " KiB)" : code;
    }
}
