package live.devhooks.api.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a journal, which only their owner can read: segments, {@code drained}, what has been put aside ({@code *.damaged},
 * {@code *.refused}), and {@code in-use}, which the one process that works here holds a lock on.
 */
final class JournalFolder implements AutoCloseable {

    private static final FileAttribute<?> OWNER_READS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ENTERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final Opener opener;
    private final FileChannel inUse;
    private List<Long> asideSizes = List.of();

    private JournalFolder(Path path, Opener opener, FileChannel inUse) {
        this.path = path;
        this.opener = opener;
        this.inUse = inUse;
    }

    /** How files are opened: a test has some fail. */
    interface Opener {
        FileChannel open(Path file, Set<? extends OpenOption> options, FileAttribute<?> attribute) throws IOException;
    }

    /** Why something was put aside, which is how its file's name ends. */
    enum Reason {
        /** Bytes that are no record. */
        DAMAGED(".damaged"),
        /** A record that nobody wants. */
        REFUSED(".refused");

        private final String ending;

        Reason(String ending) {
            this.ending = ending;
        }

        private static boolean isOf(Path file) {
            return Stream.of(values()).anyMatch(reason -> file.toString().endsWith(reason.ending));
        }
    }

    /** Takes the folder for this process, and makes it if it is not there. */
    static JournalFolder take(Path path, Opener opener) throws IOException {
        Path folder = path.toAbsolutePath();
        Files.createDirectories(folder, OWNER_ENTERS);
        FileChannel inUse = FileChannel.open(
                folder.resolve("in-use"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_READS);
        if (tryLock(inUse) == null) {
            inUse.close();
            throw new IOException("the journal's folder " + folder + " is in use by another process");
        }
        JournalFolder taken = new JournalFolder(folder, opener, inUse);
        taken.asideSizes = taken.measureAside();
        return taken;
    }

    /** The segments that are there, oldest first. */
    List<SegmentName> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> SegmentName.parse(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(SegmentName::number))
                    .toList();
        }
    }

    FileChannel open(String fileName, OpenOption... options) throws IOException {
        return opener.open(path.resolve(fileName), Set.of(options), OWNER_READS);
    }

    /** Makes a file whose name the disk keeps, whatever happens next. */
    FileChannel create(String fileName) throws IOException {
        FileChannel created = open(fileName, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            forceNames();
            return created;
        } catch (IOException e) {
            created.close();
            delete(fileName);
            throw e;
        }
    }

    void delete(String fileName) throws IOException {
        Files.deleteIfExists(path.resolve(fileName));
    }

    /** Keeps {@code bytes} of a segment, durably, in a file of their own, whose name tells where they stood: once, however often asked. */
    void putAside(SegmentName segment, int from, byte[] bytes, Reason reason) throws IOException {
        String name = segment + "-at-" + from + reason.ending;
        String unfinished = name + ".new";
        try (FileChannel file = open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            writeAll(file, ByteBuffer.wrap(bytes), 0);
            file.force(true);
        }
        Files.move(path.resolve(unfinished), path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        forceNames();
        asideSizes = measureAside();
    }

    /** How many files have been put aside. */
    int aside() {
        return asideSizes.size();
    }

    /** How large they are together. */
    long asideBytes() {
        return asideSizes.stream().mapToLong(Long::longValue).sum();
    }

    private List<Long> measureAside() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            List<Long> sizes = new ArrayList<>();
            for (Path file : files.filter(Reason::isOf).toList()) {
                sizes.add(Files.size(file));
            }
            return sizes;
        }
    }

    static void writeAll(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += file.write(bytes, next);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        inUse.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void forceNames() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Nullable
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
