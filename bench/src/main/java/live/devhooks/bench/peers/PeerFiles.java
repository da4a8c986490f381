package live.devhooks.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of a peer, in which its configuration is and whatever it writes.
 *
 * @param folder empty when it begins
 */
record PeerFiles(Path folder) {

    /** Makes it anew. */
    static PeerFiles in(Path work, String name) throws IOException {
        Path folder = work.resolve(name);
        FileSystemUtils.deleteRecursively(folder);
        return new PeerFiles(Files.createDirectories(folder));
    }

    /** Writes a resource of this package, with {@code values} where it has {@code @name@}; returns the resource as it is, for the report. */
    String write(String resource, Map<String, Object> values) throws IOException {
        String template = read(resource);
        String text = template;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        Files.writeString(path(resource), text);
        return template;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = PeerFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("no resource " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
