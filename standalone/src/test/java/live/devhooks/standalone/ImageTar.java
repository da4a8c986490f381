package live.devhooks.standalone;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image as {@code docker load} takes it.
 *
 * @param configuration what the Image Specification of the Open Container Initiative calls so
 * @param layers the files of each layer by their paths, the lowest layer first
 */
record ImageTar(JsonNode configuration, List<Map<String, Entry>> layers) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A file of a layer. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(TarArchiveEntry header, byte[] bytes) {}

    /** The image of a module that was packaged with {@code -Pimages}. */
    static ImageTar of(String module) {
        try {
            Map<String, Entry> parts = entries(Files.newInputStream(Path.of("..", module, "target", "jib-image.tar")));
            JsonNode manifest = JSON.readTree(bytes(parts, "manifest.json")).get(0);
            JsonNode configuration =
                    JSON.readTree(bytes(parts, manifest.get("Config").asString()));
            return new ImageTar(
                    configuration,
                    manifest.get("Layers")
                            .valueStream()
                            .map(layer -> layer(bytes(parts, layer.asString())))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files, as a container sees them. */
    Map<String, Entry> files() {
        Map<String, Entry> files = new TreeMap<>();
        layers.forEach(files::putAll);
        return files;
    }

    /** Puts the files of the image under {@code folder}. */
    void unpackTo(Path folder) throws IOException {
        for (Map.Entry<String, Entry> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!file.getValue().header().isDirectory()) {
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().bytes());
                // By which a JVM knows the jars that an archive of its classes was made of.
                Files.setLastModifiedTime(path, file.getValue().header().getLastModifiedTime());
            }
        }
    }

    private static byte[] bytes(Map<String, Entry> entries, String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalStateException("the image has no " + name);
        }
        return entry.bytes();
    }

    private static Map<String, Entry> layer(byte[] compressed) {
        try {
            return entries(new GZIPInputStream(new ByteArrayInputStream(compressed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Entry> entries(InputStream tar) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        try (TarArchiveInputStream files = new TarArchiveInputStream(new BufferedInputStream(tar))) {
            for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                entries.put(file.getName(), new Entry(file, files.readAllBytes()));
            }
        }
        return entries;
    }
}
