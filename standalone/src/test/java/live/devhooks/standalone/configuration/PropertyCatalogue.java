package live.devhooks.standalone.configuration;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All properties that an operator may set: ours, out of the metadata that the build writes of our records, and Spring's that
 * {@code configuration/additions.json} names.
 */
final class PropertyCatalogue {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String METADATA_OF_TYPES = "META-INF/spring/configuration-metadata/";
    private static final String ADDITIONS = "configuration/additions.json";
    private static final String MAP = "java.util.Map<java.lang.String,";
    private static final String OURS = "devhooks.";
    private static final Map<String, Set<ProcessKind>> READERS = Map.of(
            "live.devhooks.migrations.DatabaseProperties", EnumSet.of(ProcessKind.API, ProcessKind.REALTIME),
            "live.devhooks.fanout.", EnumSet.of(ProcessKind.API, ProcessKind.REALTIME),
            "live.devhooks.migrations.MigrationsProperties", EnumSet.of(ProcessKind.MIGRATIONS),
            "live.devhooks.api.", EnumSet.of(ProcessKind.API),
            "live.devhooks.realtime.", EnumSet.of(ProcessKind.REALTIME),
            "live.devhooks.standalone.", EnumSet.of(ProcessKind.STANDALONE));

    private final OwnDefaults own = new OwnDefaults();
    private final Map<String, MetadataEntry> additions = MetadataEntry.onClassPath(ADDITIONS).stream()
            .collect(Collectors.toMap(MetadataEntry::name, Function.identity()));
    private final List<MetadataEntry> metadata = MetadataEntry.onClassPath(METADATA);

    /** All of them, by their names. */
    List<DocumentedProperty> properties() {
        return Stream.concat(ours().flatMap(this::rows), springs())
                .sorted(Comparator.comparing(DocumentedProperty::name))
                .toList();
    }

    /** Our maps whose values have properties of their own, by their names: what is said of the map as a whole. */
    SortedMap<String, String> maps() {
        return ours().filter(entry -> !valueProperties(entry).isEmpty())
                .collect(Collectors.toMap(
                        MetadataEntry::name,
                        entry -> markdown(entry.description()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private Stream<MetadataEntry> ours() {
        return metadata.stream().filter(entry -> entry.name().startsWith(OURS));
    }

    private Stream<DocumentedProperty> springs() {
        Map<String, MetadataEntry> known = metadata.stream()
                .filter(Predicate.not(entry -> entry.name().startsWith(OURS)))
                .collect(Collectors.toMap(MetadataEntry::name, Function.identity(), (one, other) -> one));
        return additions.values().stream()
                .filter(addition -> !addition.name().startsWith(OURS))
                .map(addition -> row(
                        Optional.ofNullable(known.get(addition.name()))
                                .orElseThrow(() -> new IllegalStateException(
                                        ADDITIONS + " names " + addition.name() + ", which Spring Boot does not have")),
                        addition.description(),
                        addition.processes()));
    }

    private Stream<DocumentedProperty> rows(MetadataEntry entry) {
        List<MetadataEntry> values = valueProperties(entry);
        if (values.isEmpty()) {
            return Stream.of(row(entry, entry.description(), readers(entry)));
        }
        return values.stream()
                .map(value -> new DocumentedProperty(
                        entry.name() + ".<name>." + value.name(),
                        value.defaults(),
                        Optional.empty(),
                        readers(entry),
                        markdown(value.description())));
    }

    private DocumentedProperty row(MetadataEntry entry, String description, Set<ProcessKind> readers) {
        boolean map = entry.type().startsWith(MAP);
        return new DocumentedProperty(
                map ? entry.name() + ".<name>" : entry.name(),
                map
                        ? own.namesIn(entry.name())
                        : own.of(entry.name()).map(List::of).orElse(entry.defaults()),
                own.inStandalone(entry.name()),
                readers,
                markdown(description));
    }

    private Set<ProcessKind> readers(MetadataEntry entry) {
        MetadataEntry addition = additions.get(entry.name());
        if (addition != null) {
            return addition.processes();
        }
        Set<ProcessKind> readers = new TreeSet<>(own.takenBy(entry.name()));
        READERS.forEach((source, processes) -> {
            if (entry.sourceType().startsWith(source)) {
                readers.addAll(processes);
            }
        });
        return readers;
    }

    /** The properties of what {@code entry} is a map to. */
    private static List<MetadataEntry> valueProperties(MetadataEntry entry) {
        if (!entry.type().startsWith(MAP)) {
            return List.of();
        }
        String type = entry.type().substring(MAP.length(), entry.type().length() - 1);
        return MetadataEntry.onClassPath(METADATA_OF_TYPES + type + ".json");
    }

    /** Javadoc's inline tags are Java's; those for code have a form in Markdown. */
    private static String markdown(String description) {
        return description.replaceAll("\\{@code ([^}]+)}", "`$1`");
    }
}
