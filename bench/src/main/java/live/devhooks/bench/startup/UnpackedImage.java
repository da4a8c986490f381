package live.devhooks.bench.startup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import live.devhooks.bench.stage.JavaCommand;
import live.devhooks.bench.stage.Workplace;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of an image, as they were packaged, in a folder: no container engine is needed to run its entry point there. Its paths begin with that
 * folder, and the JVM is that of the benchmark.
 *
 * @param folder where they are
 * @param options of the JVM, from the entry point, without what it may have learnt
 * @param main its class
 */
record UnpackedImage(Path folder, List<String> options, String main) {

    private static final String TAR = "target/jib-image.tar";
    private static final String LAYER = ".tar.gz";
    private static final String APP = "/app/";

    /** Where Jib writes what the entry point refers to by its name. */
    private static final String CLASS_PATH = "app/jib-classpath-file";

    /** Unpacks the image of {@code role}; fails where it is not made of the jar that stands beside it. */
    static UnpackedImage of(String role, Workplace place) throws IOException {
        Path module = place.root().resolve(role);
        Path tar = module.resolve(TAR);
        if (!Files.exists(tar)) {
            throw new IOException("no image in " + tar + "; package with -Pimages first");
        }
        Path folder = place.work().resolve("image-" + role);
        FileSystemUtils.deleteRecursively(folder);
        List<String> entryPoint = unpack(tar, folder);
        requireSameCode(folder.resolve("app/classpath"), module.resolve("target"));
        return new UnpackedImage(
                folder,
                entryPoint.subList(1, entryPoint.indexOf("-cp")).stream()
                        .filter(option -> !option.startsWith("-XX:AOTCache="))
                        .toList(),
                entryPoint.get(entryPoint.size() - 1));
    }

    /** How its entry point is run, with {@code more} options of the JVM. */
    List<String> command(List<String> more, List<String> arguments) throws IOException {
        String classPath = Files.readString(folder.resolve(CLASS_PATH)).replace(APP, folder + APP);
        return JavaCommand.of(
                classPath, main, Stream.concat(options.stream(), more.stream()).toList(), arguments);
    }

    /** Returns the entry point. That layers are taken as they come does not matter: no two have the same file. */
    private static List<String> unpack(Path tar, Path folder) throws IOException {
        Map<String, byte[]> documents = new HashMap<>();
        try (TarArchiveInputStream parts = open(Files.newInputStream(tar))) {
            for (TarArchiveEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                if (part.getName().endsWith(LAYER)) {
                    unpackLayer(open(new GZIPInputStream(parts)), folder);
                } else {
                    documents.put(part.getName(), parts.readAllBytes());
                }
            }
        }
        JsonNode manifest = json(documents, "manifest.json").get(0);
        return json(documents, manifest.get("Config").asString())
                .at("/config/Entrypoint")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The times of files as well: by them a JVM knows the jars that it learnt from. */
    private static void unpackLayer(TarArchiveInputStream files, Path folder) throws IOException {
        for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
            Path path = folder.resolve(file.getName()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("the image has a file outside of itself: " + file.getName());
            }
            if (!file.isDirectory()) {
                Files.createDirectories(path.getParent());
                Files.copy(files, path);
                Files.setLastModifiedTime(path, file.getLastModifiedTime());
            }
        }
    }

    private static TarArchiveInputStream open(InputStream bytes) {
        return new TarArchiveInputStream(new BufferedInputStream(bytes));
    }

    private static JsonNode json(Map<String, byte[]> documents, String name) throws IOException {
        byte[] document = documents.get(name);
        if (document == null) {
            throw new IOException("the image has no " + name);
        }
        return JsonMapper.shared().readTree(document);
    }

    private static void requireSameCode(Path own, Path target) throws IOException {
        try (Stream<Path> jars = Files.list(own)) {
            for (Path jar : jars.toList()) {
                if (Files.mismatch(jar, target.resolve(jar.getFileName())) >= 0) {
                    throw new IOException("the image is not made of " + target.resolve(jar.getFileName())
                            + "; package with -Pimages first");
                }
            }
        }
    }
}
