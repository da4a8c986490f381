package live.devhooks.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The files of an image in a folder, and how its entry point is run there, where no container engine can be had: with the JVM of the tests, which
 * takes the place of the base's, and paths that begin with the folder's. Beside them stands what the stand-in for Docker reads.
 */
record LaidOutImage(Path folder, List<String> entryPoint) {

    /** Where an image has what it learnt. */
    static final String CACHE = "app/cache/devhooks.aot";

    private static final String CLASS_PATH = "app/jib-classpath-file";
    private static final String CACHE_OPTION = "-XX:AOTCache=/";

    /** Lays out the image of a role under {@code images}, as it was built. */
    static LaidOutImage of(String role, Path images) throws IOException {
        ImageTar image = ImageTar.of(role);
        Path folder = images.resolve("sync-" + role);
        image.unpackTo(folder);
        List<String> entryPoint = texts(image.configuration().at("/config/Entrypoint"));
        Files.write(folder.resolve("layers"), texts(image.configuration().at("/rootfs/diff_ids")));
        Files.write(folder.resolve("entry-point"), entryPoint);
        return new LaidOutImage(folder, entryPoint);
    }

    /** The same as it is built without what it learnt. */
    LaidOutImage withoutCache() throws IOException {
        Files.delete(folder.resolve(CACHE));
        List<String> without = entryPoint.stream()
                .filter(word -> !word.startsWith(CACHE_OPTION))
                .toList();
        Files.write(folder.resolve("entry-point"), without);
        return new LaidOutImage(folder, without);
    }

    /** The same as it is built with {@code cache}. */
    LaidOutImage withCache(Path cache) throws IOException {
        Files.copy(cache, folder.resolve(CACHE));
        List<String> with = new ArrayList<>(entryPoint);
        with.add(1, CACHE_OPTION + CACHE);
        Files.write(folder.resolve("entry-point"), with);
        return new LaidOutImage(folder, with);
    }

    /** Its entry point, with {@code options} of the JVM and then {@code arguments}. */
    List<String> command(List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        for (String word : entryPoint.subList(1, entryPoint.size())) {
            command.add(
                    word.equals("@/" + CLASS_PATH)
                            ? classPath()
                            : word.replace(CACHE_OPTION, "-XX:AOTCache=" + folder + "/"));
        }
        command.addAll(arguments);
        return command;
    }

    private String classPath() throws IOException {
        return Files.readString(folder.resolve(CLASS_PATH)).replace("/app/", folder + "/app/");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
