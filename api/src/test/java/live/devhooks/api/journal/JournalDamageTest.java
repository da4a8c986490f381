package live.devhooks.api.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static live.devhooks.api.journal.TestJournals.MAX_BYTES;
import static live.devhooks.api.journal.TestJournals.append;
import static live.devhooks.api.journal.TestJournals.aside;
import static live.devhooks.api.journal.TestJournals.bytes;
import static live.devhooks.api.journal.TestJournals.drain;
import static live.devhooks.api.journal.TestJournals.drainAll;
import static live.devhooks.api.journal.TestJournals.numbers;
import static live.devhooks.api.journal.TestJournals.open;
import static live.devhooks.api.journal.TestJournals.segments;
import static live.devhooks.api.journal.TestJournals.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost, and what is not, where files are torn or damaged, and where the disk is full or fails. */
class JournalDamageTest {

    @TempDir
    private Path temp;

    private Path folder;
    private final FailingDisk disk = new FailingDisk();

    @BeforeEach
    void chooseFolder() {
        folder = temp.resolve("journal");
    }

    @Test
    void aDrainedPositionThatCannotBeReadCostsNothingButARepetition() throws IOException {
        try (Journal journal = Journal.open(folder, MAX_BYTES, 10_000)) {
            append(journal, "1", "2", "3");
            journal.next(1, MAX_BYTES);
            journal.drained();
        }
        Path position = folder.resolve("drained");
        for (int offset = 0; offset < Files.size(position); offset++) {
            Path copy = copy();
            flip(copy.resolve("drained"), offset);
            assertThat(drainAll(copy)).as("byte %d", offset).endsWith("2", "3");
        }
        Files.delete(position);
        assertThat(drainAll(folder)).containsExactly("1", "2", "3");
    }

    @Test
    void whereverTheLastRecordIsTornAllOthersAreGivenOut() throws IOException {
        try (Journal written = open(folder)) {
            numbers(1, 7).forEach(number -> append(written, number));
        }
        Path last = segments(folder).get(segments(folder).size() - 1);
        long end = Files.size(last);
        int record = RecordFormat.HEADER_BYTES + "7".length();
        for (long length = end - record; length < end; length++) {
            Path torn = copy();
            truncate(torn.resolve(folder.relativize(last)), length);

            assertThat(drainAll(torn)).as("cut to %d", length).isEqualTo(numbers(1, 6));
            assertThat(aside(torn)).isEmpty();
        }
    }

    @Test
    void whicheverByteIsDamagedNoOtherRecordIsLostAndNoWrongOneIsGivenOut() throws IOException {
        List<String> all = numbers(1, 9);
        try (Journal written = open(folder)) {
            all.forEach(number -> append(written, number));
        }
        for (Path segment : segments(folder)) {
            for (int offset = 0; offset < Files.size(segment); offset++) {
                Path damaged = copy();
                flip(damaged.resolve(segment.getFileName()), offset);
                String hit = hit(segment, offset);

                List<String> others =
                        all.stream().filter(number -> !number.equals(hit)).toList();
                assertThat(drainAll(damaged))
                        .as("byte %d of %s", offset, segment)
                        .isEqualTo(others);
            }
        }
    }

    @Test
    void whatIsDamagedIsPutAsideAndCounted() throws IOException {
        try (Journal written = Journal.open(folder, MAX_BYTES, 10_000)) {
            append(written, "one", "two", "three");
        }
        flip(segments(folder).get(0), RecordFormat.HEADER_BYTES + 3 + RecordFormat.HEADER_BYTES);

        try (Journal journal = open(folder)) {
            assertThat(journal.entries()).isEqualTo(2);
            assertThat(drain(journal)).containsExactly("one", "three");
            assertThat(journal.aside()).isEqualTo(1);
            assertThat(journal.bytes()).isEqualTo(RecordFormat.HEADER_BYTES + 3);
        }
        assertThat(aside(folder))
                .singleElement()
                .satisfies(
                        file -> assertThat(Files.readString(file, ISO_8859_1)).endsWith("wo"));
        try (Journal journal = open(folder)) {
            assertThat(journal.aside()).isEqualTo(1);
        }
    }

    @Test
    void aBodyCannotPretendToBeARecord() throws IOException {
        byte[] record;
        try (Journal journal = open(folder)) {
            append(journal, "forged");
            record = Files.readAllBytes(segments(folder).get(0));
            drain(journal);
        }
        try (Journal journal = open(folder)) {
            assertThat(journal.append(List.of(record))).isEqualTo(new AppendOutcome.Durable());
            append(journal, "next");
        }
        flip(segments(folder).get(0), 0);

        assertThat(drainAll(folder)).containsExactly("next");
    }

    @Test
    void whateverTheRoomThatAFullDiskHasWhatWasRefusedIsNotThereAndWhatWasNotIs() throws IOException {
        long batch = RecordFormat.size(bytes("refused 1", "refused 2"));
        for (long room = 0; room < batch; room++) {
            Path full = temp.resolve("room-" + room);
            try (Journal journal = Journal.open(full, MAX_BYTES, 1_000, disk)) {
                append(journal, "before");
                disk.hasRoomFor(room);
                assertThat(journal.append(bytes("refused 1", "refused 2"))).isInstanceOf(AppendOutcome.Failed.class);
                assertThat(journal.append(bytes("refused 1", "refused 2"))).isInstanceOf(AppendOutcome.Failed.class);
                assertThat(texts(journal.next(10, MAX_BYTES))).containsExactly("before");
                disk.hasRoomFor(Long.MAX_VALUE);
                append(journal, "after");
            }
            assertThat(drainAll(full)).as("room for %d", room).containsExactly("before", "after");
            assertThat(aside(full)).isEmpty();
        }
    }

    @Test
    void afterADiskThatConfirmsNothingOnlyWhatItConfirmedIsThere() throws IOException {
        try (Journal journal = Journal.open(folder, MAX_BYTES, 1_000, disk)) {
            append(journal, "before");
            disk.confirms(false);
            assertThat(journal.append(bytes("refused"))).isInstanceOf(AppendOutcome.Failed.class);
            assertThat(journal.append(bytes("refused"))).isInstanceOf(AppendOutcome.Failed.class);
            assertThat(journal.entries()).isEqualTo(1);
            disk.confirms(true);
            append(journal, "after");
            assertThat(drain(journal)).containsExactly("before", "after");
            assertThat(journal.bytes()).isZero();
        }
    }

    @Test
    void whatADiskNeitherConfirmsNorTakesBackMayBeGivenOutAfterARestartAndHarmsNothing() throws IOException {
        try (Journal journal = Journal.open(folder, MAX_BYTES, 1_000, disk)) {
            append(journal, "before");
            disk.truncates(false);
            disk.hasRoomFor(RecordFormat.HEADER_BYTES + 3);
            assertThat(journal.append(bytes("refused"))).isInstanceOf(AppendOutcome.Failed.class);
            disk.hasRoomFor(Long.MAX_VALUE);
            append(journal, "after");
            assertThat(texts(journal.next(10, MAX_BYTES))).containsExactly("before");
        }
        assertThat(drainAll(folder)).containsExactly("before", "after");
    }

    @Test
    void aDiskThatFailsForLongLeavesNoFilesBehind() throws IOException {
        try (Journal journal = Journal.open(folder, MAX_BYTES, 1_000, disk)) {
            disk.hasRoomFor(0);
            for (int attempt = 0; attempt < 20; attempt++) {
                assertThat(journal.append(bytes("refused"))).isInstanceOf(AppendOutcome.Failed.class);
            }
            assertThat(segments(folder)).isEmpty();
            assertThat(journal.next(10, MAX_BYTES)).isEmpty();
        }
    }

    /** The record that this byte belongs to; all are of one size. */
    private String hit(Path segment, int offset) throws IOException {
        int record = RecordFormat.HEADER_BYTES + 1;
        int before = 0;
        for (Path earlier : segments(folder).subList(0, segments(folder).indexOf(segment))) {
            before += (int) Files.size(earlier) / record;
        }
        return Integer.toString(before + offset / record + 1);
    }

    private Path copy() throws IOException {
        Path copy = Files.createTempDirectory(temp, "copy");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void flip(Path file, int offset) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[offset] ^= 0x21;
        Files.write(file, content);
    }

    private static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
