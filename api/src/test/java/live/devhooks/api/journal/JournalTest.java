package live.devhooks.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final long MAX_BYTES = 100_000;

    /** So that three of the tests' records or so are in each file. */
    private static final int SEGMENT_BYTES = 60;

    @TempDir
    private Path temp;

    private final FailingDisk disk = new FailingDisk();

    @Test
    void givesOutWhatWasAppendedInItsOrderBeforeAndAfterARestart() throws IOException {
        List<String> numbers = numbers(1, 50);
        try (Journal journal = open()) {
            numbers.forEach(number -> append(journal, number));
            assertThat(journal.entries()).isEqualTo(50);
        }
        try (Journal journal = open()) {
            assertThat(journal.entries()).isEqualTo(50);
            assertThat(drain(journal)).isEqualTo(numbers);
            assertThat(journal.entries()).isZero();
            assertThat(journal.bytes()).isZero();
        }
        assertThat(segments()).isEmpty();
    }

    @Test
    void givesOutWhatIsAppendedWhileItIsDrained() throws IOException {
        List<String> drained = new ArrayList<>();
        try (Journal journal = open()) {
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
        try (Journal journal = Journal.open(temp.resolve("journal"), MAX_BYTES, 10_000)) {
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
        try (Journal journal = open()) {
            numbers(1, 10).forEach(number -> append(journal, number));
            for (int taken = 0; taken < 4; taken++) {
                journal.next(1, MAX_BYTES);
                journal.drained();
            }
        }
        try (Journal journal = open()) {
            assertThat(journal.entries()).isEqualTo(6);
            append(journal, "11");
            assertThat(drain(journal)).isEqualTo(numbers(5, 11));
        }
    }

    @Test
    void whatIsGivenOutAndNotDrainedIsGivenOutAgainAfterARestart() throws IOException {
        try (Journal journal = open()) {
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
        try (Journal journal = open()) {
            assertThat(drain(journal)).isEqualTo(numbers(11, 21));
        }
    }

    @Test
    void aDrainedPositionThatCannotBeReadCostsNothingButARepetition() throws IOException {
        try (Journal journal = Journal.open(temp.resolve("journal"), MAX_BYTES, 10_000)) {
            append(journal, "1", "2", "3");
            journal.next(1, MAX_BYTES);
            journal.drained();
        }
        Path position = temp.resolve("journal/drained");
        for (int offset = 0; offset < Files.size(position); offset++) {
            Path copy = copy();
            flip(copy.resolve("drained"), offset);
            assertThat(drainAll(copy)).as("byte %d", offset).endsWith("2", "3");
        }
        Files.delete(position);
        assertThat(drainAll(temp.resolve("journal"))).containsExactly("1", "2", "3");
    }

    @Test
    void whereverTheLastRecordIsTornAllOthersAreGivenOut() throws IOException {
        Path journal = temp.resolve("journal");
        try (Journal written = open()) {
            numbers(1, 7).forEach(number -> append(written, number));
        }
        Path last = segments().get(segments().size() - 1);
        long end = Files.size(last);
        int record = RecordFormat.HEADER_BYTES + "7".length();
        for (long length = end - record; length < end; length++) {
            Path torn = copy();
            truncate(torn.resolve(journal.relativize(last)), length);

            assertThat(drainAll(torn)).as("cut to %d", length).isEqualTo(numbers(1, 6));
            assertThat(aside(torn)).isEmpty();
        }
    }

    @Test
    void whicheverByteIsDamagedNoOtherRecordIsLostAndNoWrongOneIsGivenOut() throws IOException {
        List<String> all = numbers(1, 9);
        try (Journal written = open()) {
            all.forEach(number -> append(written, number));
        }
        for (Path segment : segments()) {
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
        try (Journal written = Journal.open(temp.resolve("journal"), MAX_BYTES, 10_000)) {
            append(written, "one", "two", "three");
        }
        flip(segments().get(0), RecordFormat.HEADER_BYTES + 3 + RecordFormat.HEADER_BYTES);

        try (Journal journal = open()) {
            assertThat(journal.entries()).isEqualTo(2);
            assertThat(drain(journal)).containsExactly("one", "three");
            assertThat(journal.aside()).isEqualTo(1);
            assertThat(journal.bytes()).isEqualTo(RecordFormat.HEADER_BYTES + 3);
        }
        assertThat(aside(temp.resolve("journal")))
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .endsWith("wo"));
        try (Journal journal = open()) {
            assertThat(journal.aside()).isEqualTo(1);
        }
    }

    @Test
    void aBodyCannotPretendToBeARecord() throws IOException {
        byte[] record;
        try (Journal journal = open()) {
            append(journal, "forged");
            record = Files.readAllBytes(segments().get(0));
            drain(journal);
        }
        try (Journal journal = open()) {
            assertThat(journal.append(List.of(record))).isEqualTo(new AppendOutcome.Durable());
            append(journal, "next");
        }
        flip(segments().get(0), 0);

        assertThat(drainAll(temp.resolve("journal"))).containsExactly("next");
    }

    @Test
    void takesNoMoreThanItMayUntilItIsDrained() throws IOException {
        try (Journal journal = Journal.open(temp.resolve("journal"), 200, 50)) {
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
    void whateverTheRoomThatAFullDiskHasWhatWasRefusedIsNotThereAndWhatWasNotIs() throws IOException {
        long batch = RecordFormat.size(bytes("refused 1", "refused 2"));
        for (long room = 0; room < batch; room++) {
            Path folder = temp.resolve("room-" + room);
            try (Journal journal = Journal.open(folder, MAX_BYTES, 1_000, disk)) {
                append(journal, "before");
                disk.hasRoomFor(room);
                assertThat(journal.append(bytes("refused 1", "refused 2"))).isInstanceOf(AppendOutcome.Failed.class);
                assertThat(journal.append(bytes("refused 1", "refused 2"))).isInstanceOf(AppendOutcome.Failed.class);
                assertThat(texts(journal.next(10, MAX_BYTES))).containsExactly("before");
                disk.hasRoomFor(Long.MAX_VALUE);
                append(journal, "after");
            }
            assertThat(drainAll(folder)).as("room for %d", room).containsExactly("before", "after");
            assertThat(aside(folder)).isEmpty();
        }
    }

    @Test
    void afterADiskThatConfirmsNothingOnlyWhatItConfirmedIsThere() throws IOException {
        Path folder = temp.resolve("journal");
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
        Path folder = temp.resolve("journal");
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
        Path folder = temp.resolve("journal");
        try (Journal journal = Journal.open(folder, MAX_BYTES, 1_000, disk)) {
            disk.hasRoomFor(0);
            for (int attempt = 0; attempt < 20; attempt++) {
                assertThat(journal.append(bytes("refused"))).isInstanceOf(AppendOutcome.Failed.class);
            }
            assertThat(segments()).isEmpty();
            assertThat(journal.next(10, MAX_BYTES)).isEmpty();
        }
    }

    @Test
    void whatNobodyWantsIsKeptInAFileOfItsOwnAndCountsAsRoom() throws IOException {
        Path folder = temp.resolve("journal");
        try (Journal journal = open()) {
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
        try (Journal journal = open()) {
            append(journal, "1");

            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
        open().close();
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        try (Journal journal = open()) {
            append(journal, "1", "2");
            List<JournalEntry> head = journal.next(1, MAX_BYTES);
            journal.putAside(head.get(0));
            journal.drained();
        }
        Path folder = temp.resolve("journal");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    private Journal open() throws IOException {
        return Journal.open(temp.resolve("journal"), MAX_BYTES, SEGMENT_BYTES);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        }
    }

    /** The record that this byte belongs to; all are of one size. */
    private String hit(Path segment, int offset) throws IOException {
        int record = RecordFormat.HEADER_BYTES + 1;
        int before = 0;
        for (Path earlier : segments().subList(0, segments().indexOf(segment))) {
            before += (int) Files.size(earlier) / record;
        }
        return Integer.toString(before + offset / record + 1);
    }

    private Path copy() throws IOException {
        Path copy = Files.createTempDirectory(temp, "copy");
        try (Stream<Path> files = Files.list(temp.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static List<Path> aside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains("-at-")).toList();
        }
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

    private static List<String> drainAll(Path folder) throws IOException {
        try (Journal journal = Journal.open(folder, MAX_BYTES, SEGMENT_BYTES)) {
            return drain(journal);
        }
    }

    private static List<String> drain(Journal journal) throws IOException {
        List<String> drained = new ArrayList<>();
        List<JournalEntry> head = journal.next(2, MAX_BYTES);
        while (!head.isEmpty()) {
            drained.addAll(texts(head));
            journal.drained();
            head = journal.next(2, MAX_BYTES);
        }
        return drained;
    }

    private static void append(Journal journal, String... texts) {
        assertThat(journal.append(bytes(texts))).isEqualTo(new AppendOutcome.Durable());
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    private static List<String> texts(List<JournalEntry> entries) {
        return entries.stream().map(entry -> new String(entry.payload(), UTF_8)).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }
}
