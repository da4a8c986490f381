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

/**
 * An executable jar that has been packaged, and how to run it so that it starts fast.
 *
 * @param file the jar
 * @param launch what leads Java to its main class
 */
record NodeJar(Path file, List<String> launch) {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** They live for seconds, and share two cores: neither optimised code nor threads of a collector pay. */
    private static final List<String> SHORT_LIFE = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Of this JVM: several test at the same time. */
    private static final Path UNPACKED = Path.of("target", "unpacked-" + System.getProperty("devhooks.test.fork", "1"));

    private static final Map<NodeJar, NodeJar> ALL_UNPACKED = new ConcurrentHashMap<>();

    NodeJar(Path file) {
        this(file, List.of("-jar", file.toString()));
    }

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

    /**
     * The same with its libraries beside it, as images have it: it starts in three quarters of the time. Done once by each JVM of the tests.
     *
     * @param version which it is of: jars of several versions are called the same
     */
    NodeJar unpacked(String version) {
        return ALL_UNPACKED.computeIfAbsent(this, jar -> jar.unpack(UNPACKED.resolve(version)));
    }

    /** The same of which another class than its own is run. */
    NodeJar running(String mainClass) {
        return new NodeJar(file, List.of("-cp", file.toString(), mainClass));
    }

    /** The command that runs it with {@code arguments}. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(SHORT_LIFE);
        command.addAll(launch);
        command.addAll(arguments);
        return command;
    }

    private NodeJar unpack(Path into) {
        Path destination = into.resolve(file.getFileName());
        try {
            Process process = new ProcessBuilder(
                            JAVA.toString(),
                            "-Djarmode=tools",
                            "-jar",
                            file.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            destination.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(file + " could not be unpacked");
            }
            return new NodeJar(destination.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
