package live.devhooks.bench.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** async-profiler's native library, which comes in its jar. */
final class ProfilerLibrary {

    private static final String NAME = "libasyncProfiler.so";

    /** As the jar calls what the JVM calls otherwise. */
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x64", "aarch64", "arm64");

    private ProfilerLibrary() {}

    /** Copies that of this machine into {@code folder}; returns the file. */
    static Path unpack(Path folder) throws IOException {
        return unpack(folder, System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Path unpack(Path folder, String system, String architecture) throws IOException {
        String resource = "linux-" + ARCHITECTURES.getOrDefault(architecture, architecture) + "/" + NAME;
        try (@Nullable
                InputStream library = ProfilerLibrary.class.getClassLoader().getResourceAsStream(resource)) {
            if (library == null || !system.equals("Linux")) {
                throw new CannotProfileException("no profile can be taken on " + system + " " + architecture
                        + ": it takes Linux on x64 or arm64; run it without --profile");
            }
            Files.createDirectories(folder);
            Path file = folder.resolve(NAME);
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
