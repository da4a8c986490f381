package live.devhooks.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Which state of the source is measured. */
final class Commit {

    private Commit() {}

    /** As git describes it; {@code unknown} where git does not. */
    static String of(Path root) throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty")
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String described = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            return git.waitFor() == 0 ? described : "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while git was asked");
        }
    }
}
