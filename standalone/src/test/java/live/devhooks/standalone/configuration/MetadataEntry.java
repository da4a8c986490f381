package live.devhooks.standalone.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One property in a file of Spring's configuration metadata.
 *
 * @param type its Java type, with type arguments
 * @param description what it is; empty where nothing is said
 * @param defaults its default; several where it is a list; none where it has none
 * @param sourceType the class that it is a part of; empty where nothing is said
 * @param processes which read it, where the file says so: Spring's own metadata does not
 */
record MetadataEntry(
        String name,
        String type,
        String description,
        List<String> defaults,
        String sourceType,
        Set<ProcessKind> processes) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those of all files of this name on the class path. */
    static List<MetadataEntry> onClassPath(String file) {
        List<MetadataEntry> entries = new ArrayList<>();
        try {
            for (URL url : Collections.list(MetadataEntry.class.getClassLoader().getResources(file))) {
                entries.addAll(in(url));
            }
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
        return entries;
    }

    private static List<MetadataEntry> in(URL url) throws IOException {
        try (InputStream json = url.openStream()) {
            return JSON.readTree(json)
                    .path("properties")
                    .valueStream()
                    .map(MetadataEntry::of)
                    .toList();
        }
    }

    private static MetadataEntry of(JsonNode property) {
        Set<ProcessKind> processes = new TreeSet<>();
        property.path("processes").forEach(process -> processes.add(ProcessKind.valueOf(process.asString())));
        return new MetadataEntry(
                property.path("name").asString(),
                property.path("type").asString(""),
                property.path("description").asString(""),
                defaults(property.path("defaultValue")),
                property.path("sourceType").asString(""),
                processes);
    }

    /** A list is one in Spring's own metadata, and a text in brackets in what is written of records. */
    private static List<String> defaults(JsonNode value) {
        if (value.isMissingNode()) {
            return List.of();
        }
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        String text = value.asString();
        return text.startsWith("[")
                ? List.of(text.substring(1, text.length() - 1).split(", "))
                : List.of(text);
    }
}
