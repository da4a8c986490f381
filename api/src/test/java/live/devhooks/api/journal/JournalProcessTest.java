package live.devhooks.api.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that writes a journal, and a disk that is really full. */
class JournalProcessTest {

    private static final int ROUNDS = 3;
    private static final int DURABLE_BEFORE_KILL = 1_000;
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path temp;

    @Test
    void whatWasDurableSurvivesAKillInItsOrder() throws Exception {
        Path folder = temp.resolve("journal");
        Set<Integer> durable = new TreeSet<>();
        Set<Integer> drained = new TreeSet<>();
        for (int round = 1; round <= ROUNDS; round++) {
            appendUntilKilled(folder, round * 1_000_000, durable, drained);
        }

        try (Journal journal = Journal.open(folder, JournalProcess.MAX_BYTES, JournalProcess.SEGMENT_BYTES)) {
            List<Integer> left = JournalProcess.drain(journal);

            Set<Integer> expected = new TreeSet<>(durable);
            expected.removeAll(drained);
            assertThat(left).isSorted().doesNotHaveDuplicates().containsAll(expected);
            // What was appended or drained and not yet said so, when it was killed.
            assertThat(left.size() - expected.size()).isBetween(0, ROUNDS * 20);
            assertThat(journal.aside()).isZero();
        }
    }

    @Test
    void aFullDiskTakesNothingAndRecoversByItself() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        // Only where one may have a small disk of one's own.
        assumeTrue(run(List.of("unshare", "-rm", "mount", "-t", "tmpfs", "none", disk.toString()))
                .ended(0));
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=512k none \"$0\" && exec \"$@\"",
                disk.toString()));
        command.addAll(java("full", disk.resolve("journal").toString()));

        Ended child = run(command);

        assertThat(child.output).containsOnlyOnce("recovered");
        assertThat(child.ended(0)).as(child.output).isTrue();
    }

    private static void appendUntilKilled(Path folder, int from, Set<Integer> durable, Set<Integer> drained)
            throws Exception {
        Process child = new ProcessBuilder(java("append", folder.toString(), Integer.toString(from)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line, "durable ", durable);
                note(line, "drained ", drained);
                seen++;
                if (seen == DURABLE_BEFORE_KILL) {
                    // Not the process's own method, which would throw away what it has printed.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor()).isNotZero();
    }

    /** What was written before the kill has come through whole, since lines are short and a pipe is not. */
    private static void note(String line, String what, Set<Integer> numbers) {
        if (line.startsWith(what)) {
            numbers.add(Integer.parseInt(line.substring(what.length())));
        }
    }

    private static List<String> java(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                JournalProcess.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private record Ended(int code, String output) {
        boolean ended(int expected) {
            return code == expected;
        }
    }

    private static Ended run(List<String> command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } catch (IOException thereIsNoSuchProgram) {
            return new Ended(-1, thereIsNoSuchProgram.toString());
        }
    }
}
