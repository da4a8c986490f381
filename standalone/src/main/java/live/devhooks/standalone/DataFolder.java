package live.devhooks.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Where the PostgreSQL that comes along keeps everything: {@code postgres} the cluster, {@code binaries} its programs,
 * {@code postgres.password}, {@code postgres.log} of the last start, {@code ready} once the cluster may hold data, and {@code in-use},
 * which the one process that works here holds a lock on.
 */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** Who may connect once the cluster is ready. */
    private static final String LOCKED = """
            # Written by Devhooks Sync: loopback only, with the password that lies beside the data.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    private final Path path;
    private final FileChannel inUse;
    private final boolean ready;
    private final String password;

    private DataFolder(Path path, FileChannel inUse) throws IOException {
        this.path = path;
        this.inUse = inUse;
        this.ready = wasMadeReady();
        Path passwordFile = path.resolve("postgres.password");
        if (ready && !Files.exists(passwordFile)) {
            throw new IOException("its data is there, but " + passwordFile + " is missing; put it back");
        }
        this.password = password(passwordFile);
    }

    /** Takes the folder for this process, and makes it, for the owner only, if it is not there. */
    static DataFolder take(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        FileChannel inUse =
                FileChannel.open(path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(inUse) == null) {
            inUse.close();
            throw new IOException("the folder is in use by another process");
        }
        try {
            return new DataFolder(path, inUse);
        } catch (IOException e) {
            inUse.close();
            throw e;
        }
    }

    Path cluster() {
        return path.resolve("postgres");
    }

    Path binaries() {
        return path.resolve("binaries");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    String password() {
        return password;
    }

    /** Whether an earlier start has made the cluster ready: it says so, or at least it has locked the door, which it does last. */
    private boolean wasMadeReady() throws IOException {
        if (Files.exists(ready())) {
            return true;
        }
        return Files.exists(accessRules()) && Files.readString(accessRules()).equals(LOCKED);
    }

    /** Whether the cluster may hold data. */
    boolean isReady() {
        return ready;
    }

    /** Says that from now on the cluster may hold data. */
    void setReady() throws IOException {
        replace(ready(), "The cluster beside this file is complete.\n");
    }

    /** Lets nobody connect without the password, from the next reading of the rules on. */
    void lock() throws IOException {
        replace(accessRules(), LOCKED);
    }

    /** Puts aside what a first start that was interrupted has left; only the programs, which can be unpacked again, are deleted. */
    void clear() throws IOException {
        FileSystemUtils.deleteRecursively(binaries());
        if (Files.exists(cluster())) {
            Path aside = path.resolve("postgres.unfinished-" + Instant.now().getEpochSecond());
            Files.move(cluster(), aside);
            LOG.warn("a first start was interrupted; what it left has been put aside in {}", aside);
        }
    }

    /**
     * Takes back the right to write to the programs, which the library gives to everybody. It unpacks them once for each process: a
     * second server in one process has none here.
     */
    void closeBinaries() throws IOException {
        if (Files.exists(binaries())) {
            Files.setPosixFilePermissions(binaries(), OWNER_ONLY);
        }
    }

    /** Gives the folder back. */
    void release() {
        try {
            inUse.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + path, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private Path accessRules() {
        return cluster().resolve("pg_hba.conf");
    }

    private Path ready() {
        return path.resolve("ready");
    }

    @Nullable
    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The password in {@code file}; made and written down, before the server has ever heard of it, the first time. */
    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            replace(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file);
    }

    /** Writes a file, readable by its owner only, whole or not at all. */
    private static void replace(Path file, String content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Path written = Files.createTempFile(folder, "new", "");
        Files.writeString(written, content);
        force(written);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /** Has the disk keep a file, or the names in a folder, whatever happens next. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
