package live.devhooks.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Journals of short texts, for tests. */
final class TestJournals {

    /** More than the tests' records need. */
    static final long MAX_BYTES = 100_000;

    /** So that three of the tests' records or so are in each file. */
    private static final int SEGMENT_BYTES = 60;

    private TestJournals() {}

    static Journal open(Path folder) throws IOException {
        return Journal.open(folder, MAX_BYTES, SEGMENT_BYTES);
    }

    /** The files that hold its records, from the oldest on. */
    static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        }
    }

    /** The files that hold what was put aside. */
    static List<Path> aside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains("-at-")).toList();
        }
    }

    /** Opens it, drains it and closes it. */
    static List<String> drainAll(Path folder) throws IOException {
        try (Journal journal = open(folder)) {
            return drain(journal);
        }
    }

    static List<String> drain(Journal journal) throws IOException {
        List<String> drained = new ArrayList<>();
        List<JournalEntry> head = journal.next(2, MAX_BYTES);
        while (!head.isEmpty()) {
            drained.addAll(texts(head));
            journal.drained();
            head = journal.next(2, MAX_BYTES);
        }
        return drained;
    }

    /** Appends these at once, which must become durable. */
    static void append(Journal journal, String... texts) {
        assertThat(journal.append(bytes(texts))).isEqualTo(new AppendOutcome.Durable());
    }

    static List<byte[]> bytes(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    static List<String> texts(List<JournalEntry> entries) {
        return entries.stream().map(entry -> new String(entry.payload(), UTF_8)).toList();
    }

    static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }
}
