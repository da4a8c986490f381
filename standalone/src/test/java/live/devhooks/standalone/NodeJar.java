package live.devhooks.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.util.DigestUtils;
import org.springframework.util.FileSystemUtils;

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

    /** Of all JVMs of the tests, which have the lock in it in turn. */
    private static final Path QUICK = Path.of("target", "quick");

    /** Of the JVM and the jar by which it was made; others could not use it. */
    private static final String ARCHIVE = "classes.jsa";

    private static final Map<NodeJar, NodeJar> ALL_QUICK = new HashMap<>();

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
     * The same with its libraries beside it, as images have it, and with an archive of the classes that a start loads: it starts with two thirds of the work. Done
     * by the JVM of the tests that asks for it first; the others wait for that.
     *
     * @param version which it is of: jars of several versions are called the same
     * @param start starts what it is given until it is ready, and ends it
     */
    NodeJar quick(String version, Consumer<NodeJar> start) {
        // The file's lock is that of a JVM, and not of one of its threads.
        synchronized (ALL_QUICK) {
            return ALL_QUICK.computeIfAbsent(this, jar -> jar.madeQuickInTurn(version, start));
        }
    }

    private NodeJar madeQuickInTurn(String version, Consumer<NodeJar> start) {
        try {
            Files.createDirectories(QUICK);
            try (FileChannel channel =
                    FileChannel.open(QUICK.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Until the channel is closed.
                channel.lock();
                return madeQuick(version + "-" + file.getFileName() + "-", start);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeJar madeQuick(String prefix, Consumer<NodeJar> start) throws IOException {
        Path folder = QUICK.resolve(prefix + digest() + "-" + Runtime.version());
        Path unpacked = folder.resolve(file.getFileName());
        Path archive = folder.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            deleteOthers(prefix, folder);
            unpack(folder);
            Path written = folder.resolve(ARCHIVE + ".part");
            start.accept(
                    new NodeJar(unpacked, List.of("-XX:ArchiveClassesAtExit=" + written, "-jar", unpacked.toString())));
            // Fails where none was written: the log of that process says why.
            Files.move(written, archive);
        }
        return new NodeJar(unpacked, List.of("-XX:SharedArchiveFile=" + archive, "-jar", unpacked.toString()));
    }

    /** Those of former builds. */
    private static void deleteOthers(String prefix, Path own) throws IOException {
        try (Stream<Path> folders = Files.list(QUICK)) {
            for (Path folder : folders.filter(folder -> !folder.equals(own)
                            && folder.getFileName().toString().startsWith(prefix))
                    .toList()) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    private String digest() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return DigestUtils.md5DigestAsHex(bytes);
        }
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

    private void unpack(Path into) {
        try {
            Process process = new ProcessBuilder(
                            JAVA.toString(),
                            "-Djarmode=tools",
                            "-jar",
                            file.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            into.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(file + " could not be unpacked");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
