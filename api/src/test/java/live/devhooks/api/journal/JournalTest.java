package live.devhooks.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static live.devhooks.api.journal.TestJournals.MAX_BYTES;
import static live.devhooks.api.journal.TestJournals.append;
import static live.devhooks.api.journal.TestJournals.aside;
import static live.devhooks.api.journal.TestJournals.drain;
import static live.devhooks.api.journal.TestJournals.drainAll;
import static live.devhooks.api.journal.TestJournals.numbers;
import static live.devhooks.api.journal.TestJournals.open;
import static live.devhooks.api.journal.TestJournals.segments;
import static live.devhooks.api.journal.TestJournals.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is appended is given out, in its order and within bounds, and over restarts. */
class JournalTest {

    private Path folder;

    @BeforeEach
    void chooseFolder(@TempDir Path temp) {
        folder = temp.resolve("journal");
    }

    @Test
    void givesOutWhatWasAppendedInItsOrderBeforeAndAfterARestart() throws IOException {
        List<String> numbers = numbers(1, 50);
        try (Journal journal = open(folder)) {
            numbers.forEach(number -> append(journal, number));
            assertThat(journal.entries()).isEqualTo(50);
        }
        try (Journal journal = open(folder)) {
            assertThat(journal.entries()).isEqualTo(50);
            assertThat(drain(journal)).isEqualTo(numbers);
            assertThat(journal.entries()).isZero();
            assertThat(journal.bytes()).isZero();
        }
        assertThat(segments(folder)).isEmpty();
    }

    @Test
    void givesOutWhatIsAppendedWhileItIsDrained() throws IOException {
        List<String> drained = new ArrayList<>();
        try (Journal journal = open(folder)) {
            for (int number = 1; number <= 100; number++) {
                append(journal, "a" + number, "b" + number);
                List<JournalEntry> head = journal.next(1, MAX_BYTES);
                drained.addAll(texts(head));
                journal.drained();
            }
            drained.addAll(drain(journal));
        }
        assertThat(drained)
                .isEqualTo(IntStream.rangeClosed(1, 100)
                        .boxed()
                        .flatMap(number -> Stream.of("a" + number, "b" + number))
                        .toList());
    }

    @Test
    void whatIsGivenOutStaysWithinItsBoundsAndIsAtLeastOne() throws IOException {
        try (Journal journal = Journal.open(folder, MAX_BYTES, 10_000)) {
            append(journal, "12345", "12345", "12345", "12345", "12345", "12345");

            assertThat(journal.next(2, MAX_BYTES)).hasSize(2);
            assertThat(journal.next(10, 10)).hasSize(2);
            assertThat(journal.next(10, 1)).hasSize(1);
            assertThat(journal.next(10, MAX_BYTES)).hasSize(1);
            assertThat(journal.next(10, MAX_BYTES)).isEmpty();
            assertThat(journal.entries()).isEqualTo(6);
        }
    }

    @Test
    void whatWasDrainedStaysSoOverARestart() throws IOException {
        try (Journal journal = open(folder)) {
            numbers(1, 10).forEach(number -> append(journal, number));
            for (int taken = 0; taken < 4; taken++) {
                journal.next(1, MAX_BYTES);
                journal.drained();
            }
        }
        try (Journal journal = open(folder)) {
            assertThat(journal.entries()).isEqualTo(6);
            append(journal, "11");
            assertThat(drain(journal)).isEqualTo(numbers(5, 11));
        }
    }

    @Test
    void whatIsGivenOutAndNotDrainedIsGivenOutAgainAfterARestart() throws IOException {
        try (Journal journal = open(folder)) {
            numbers(1, 20).forEach(number -> append(journal, number));
            List<JournalEntry> given = new ArrayList<>();
            for (List<JournalEntry> next = journal.next(3, MAX_BYTES);
                    !next.isEmpty();
                    next = journal.next(3, MAX_BYTES)) {
                given.addAll(next);
            }
            assertThat(texts(given)).isEqualTo(numbers(1, 20));
            assertThat(given).isSorted().doesNotHaveDuplicates();
            long bytes = journal.bytes();

            journal.drainedBefore(given.get(10));

            assertThat(journal.entries()).isEqualTo(10);
            assertThat(journal.bytes()).isLessThan(bytes);
            append(journal, "21");
            assertThat(texts(journal.next(3, MAX_BYTES))).containsExactly("21");
        }
        try (Journal journal = open(folder)) {
            assertThat(drain(journal)).isEqualTo(numbers(11, 21));
        }
    }

    @Test
    void takesNoMoreThanItMayUntilItIsDrained() throws IOException {
        try (Journal journal = Journal.open(folder, 200, 50)) {
            List<String> taken = new ArrayList<>();
            AppendOutcome outcome = new AppendOutcome.Durable();
            while (outcome instanceof AppendOutcome.Durable) {
                outcome = journal.append(List.of("1234".getBytes(UTF_8)));
                taken.add("1234");
            }
            assertThat(outcome).isEqualTo(new AppendOutcome.Full());
            taken.remove(0);
            assertThat(journal.bytes()).isBetween(180L, 200L);

            assertThat(drain(journal)).isEqualTo(taken);
            append(journal, "again");
            assertThat(drain(journal)).containsExactly("again");
        }
    }

    @Test
    void whatNobodyWantsIsKeptInAFileOfItsOwnAndCountsAsRoom() throws IOException {
        try (Journal journal = open(folder)) {
            append(journal, "wanted", "unwanted");
            List<JournalEntry> head = journal.next(10, MAX_BYTES);
            journal.putAside(head.get(1));
            journal.putAside(head.get(1));
            journal.drained();

            assertThat(journal.entries()).isZero();
            assertThat(journal.aside()).isEqualTo(1);
            assertThat(journal.bytes()).isEqualTo("unwanted".length());
        }
        assertThat(aside(folder))
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("unwanted"));
        assertThat(drainAll(folder)).isEmpty();
    }

    @Test
    void servesOneAtATime() throws IOException {
        try (Journal journal = open(folder)) {
            append(journal, "1");

            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
        open(folder).close();
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        try (Journal journal = open(folder)) {
            append(journal, "1", "2");
            List<JournalEntry> head = journal.next(1, MAX_BYTES);
            journal.putAside(head.get(0));
            journal.drained();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}
