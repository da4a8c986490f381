package live.devhooks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.devhooks.bench.stage.JavaCommand;
import org.springframework.util.FileSystemUtils;

/**
 * The executable jars of nodes, unpacked as images and {@code up} run them: that starts with two thirds of the work, and the short form of all
 * benchmarks does little but start nodes.
 */
final class UnpackedJars {

    private static final long PATIENCE_SECONDS = 60;

    private UnpackedJars() {}

    /** Unpacks {@code jar} into {@code folder}, whose jars of the same name it replaces. */
    static void unpack(Path jar, Path folder) throws IOException, InterruptedException {
        FileSystemUtils.deleteRecursively(folder);
        Process process = new ProcessBuilder(JavaCommand.of(
                        jar, List.of("-Djarmode=tools"), List.of("extract", "--destination", folder.toString())))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("unpacking %s", jar).isZero();
    }
}
