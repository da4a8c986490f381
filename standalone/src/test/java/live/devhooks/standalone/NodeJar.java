package live.devhooks.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An executable jar that has been packaged, and how to run it so that it starts fast. */
record NodeJar(Path file) {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** They live for seconds, and share two cores: neither optimised code nor threads of a collector pay. */
    private static final List<String> SHORT_LIFE = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Of this JVM: several test at the same time. */
    private static final Path UNPACKED = Path.of("target", "unpacked-" + System.getProperty("devhooks.test.fork", "1"));

    private static final Map<NodeJar, NodeJar> ALL_UNPACKED = new ConcurrentHashMap<>();

    /** The one in {@code folder} whose name ends so. */
    static NodeJar in(String folder, String nameEnd) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(nameEnd))
                    .findFirst()
                    .map(NodeJar::new)
                    .orElseThrow(
                            () -> new IllegalStateException("no *" + nameEnd + " in " + folder + "; package first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with its libraries beside it, as images have it: it starts in three quarters of the time. Done once by each JVM of the tests. */
    NodeJar unpacked() {
        return ALL_UNPACKED.computeIfAbsent(this, NodeJar::unpack);
    }

    /** The command that runs it with {@code arguments}. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(SHORT_LIFE);
        command.addAll(List.of("-jar", file.toString()));
        command.addAll(arguments);
        return command;
    }

    private NodeJar unpack() {
        try {
            Process process = new ProcessBuilder(
                            JAVA.toString(),
                            "-Djarmode=tools",
                            "-jar",
                            file.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            UNPACKED.resolve(file.getFileName()).toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(file + " could not be unpacked");
            }
            return new NodeJar(UNPACKED.resolve(file.getFileName()).resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
