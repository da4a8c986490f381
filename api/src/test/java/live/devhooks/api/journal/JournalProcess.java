package live.devhooks.api.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the tests run as a process of its own, which can be killed, or whose disk can be full. */
final class JournalProcess {

    static final long MAX_BYTES = 64 * 1024 * 1024;
    static final int SEGMENT_BYTES = 32 * 1024;

    private static final int BATCH = 7;
    private static final int BALLAST_BYTES = 64 * 1024;

    private JournalProcess() {}

    /** {@code append FOLDER FROM}: appends numbers for ever; {@code full FOLDER}: fills the disk that the folder is on. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("append")) {
            appendForEver(folder, Integer.parseInt(args[2]));
        } else {
            fillAndRecover(folder);
        }
    }

    /** Prints each number when it is durable. */
    @SuppressWarnings("resource") // it is killed
    private static void appendForEver(Path folder, int from) throws IOException {
        Journal journal = Journal.open(folder, MAX_BYTES, SEGMENT_BYTES);
        for (int first = from; true; first += BATCH) {
            append(journal, first);
            if (first / BATCH % 3 == 0) {
                drainOne(journal);
            }
        }
    }

    private static void append(Journal journal, int first) {
        List<byte[]> batch = IntStream.range(first, first + BATCH)
                .mapToObj(JournalProcess::payload)
                .toList();
        if (!(journal.append(batch) instanceof AppendOutcome.Durable)) {
            throw new IllegalStateException("not appended");
        }
        IntStream.range(first, first + BATCH).forEach(number -> System.out.println("durable " + number));
    }

    private static void drainOne(Journal journal) throws IOException {
        List<JournalEntry> next = journal.next(1, MAX_BYTES);
        System.out.println("drained " + number(next.get(0).payload()));
        journal.drained();
    }

    /** A number, and more of it the larger it is. */
    static byte[] payload(int number) {
        return (number + " ").repeat(1 + number % 300).getBytes(UTF_8);
    }

    /** Back from a payload; fails where it is not as it was. */
    static int number(byte[] payload) {
        String text = new String(payload, UTF_8);
        int number = Integer.parseInt(text.substring(0, text.indexOf(' ')));
        if (!text.equals(new String(payload(number), UTF_8))) {
            throw new IllegalStateException("not what was appended: " + text);
        }
        return number;
    }

    /** Prints what it has seen, as one line. */
    private static void fillAndRecover(Path folder) throws IOException {
        Path ballast = folder.resolveSibling("ballast");
        Files.write(ballast, new byte[BALLAST_BYTES]);
        List<Integer> durable = new ArrayList<>();
        int refused = 0;
        try (Journal journal = Journal.open(folder, MAX_BYTES, SEGMENT_BYTES)) {
            for (int number = 0; refused < 100; number++) {
                if (journal.append(List.of(payload(number))) instanceof AppendOutcome.Durable) {
                    durable.add(number);
                } else {
                    refused++;
                }
            }
            Files.delete(ballast);
            append(journal, 1_000_000);
        }
        IntStream.range(1_000_000, 1_000_000 + BATCH).forEach(durable::add);
        try (Journal journal = Journal.open(folder, MAX_BYTES, SEGMENT_BYTES)) {
            System.out.println(drain(journal).equals(durable) && journal.aside() == 0 ? "recovered" : "lost");
        }
    }

    static List<Integer> drain(Journal journal) throws IOException {
        List<Integer> drained = new ArrayList<>();
        for (List<JournalEntry> next = journal.next(50, MAX_BYTES);
                !next.isEmpty();
                next = journal.next(50, MAX_BYTES)) {
            next.forEach(entry -> drained.add(number(entry.payload())));
            journal.drained();
        }
        return drained;
    }
}
