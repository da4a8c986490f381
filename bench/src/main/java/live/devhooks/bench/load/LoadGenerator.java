package live.devhooks.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that sends requests and reads streams. Reads orders, each a line of JSON ({@link Order}), carries out one at a time and answers each
 * with a line ({@link Answer}). The line {@value #STOP} ends the running requests early; readers read on between orders. The end of its input ends the
 * process: it does not outlive whoever started it.
 */
public final class LoadGenerator {

    static final String STOP = "stop";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UniqueNumbers numbers = new UniqueNumbers();
    private final PrintStream answers;
    private final Readers readers;

    @Nullable
    private volatile LoadRun running;

    private LoadGenerator(PrintStream answers) throws IOException {
        this.answers = answers;
        this.readers = Readers.start(numbers);
    }

    /** What an order is answered with: a result, or why there is none. */
    record Answer(
            @Nullable LoadResult result,
            @Nullable ReadersResult readers,
            @Nullable PayersResult payers,
            @Nullable String error) {

        static Answer ofFailure(Exception e) {
            return new Answer(null, null, null, e.toString());
        }
    }

    /** Reads orders until there are no more. */
    public static void main(String[] args) throws IOException {
        LoadGenerator generator = new LoadGenerator(System.out);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                generator.take(line);
            }
        }
    }

    /** The order is under way before the next line is read, which may stop it. */
    private void take(String line) {
        LoadRun run = running;
        if (!line.equals(STOP)) {
            begin(line);
        } else if (run != null) {
            run.stop();
        }
    }

    private void begin(String line) {
        try {
            Order order = JSON.readValue(line, Order.class);
            if (order.readers() != null) {
                ReadersOrder next = order.readers();
                startThread(() -> new Answer(null, readers.carryOut(next), null, null));
            } else if (order.load() != null) {
                LoadRun run = new LoadRun(order.load(), numbers);
                running = run;
                startThread(() -> new Answer(run.run(), null, null, null));
            } else if (order.payers() != null) {
                PayersRun run = new PayersRun(order.payers(), numbers);
                startThread(() -> new Answer(null, null, run.run(), null));
            }
        } catch (IOException | RuntimeException e) {
            answer(Answer.ofFailure(e));
        }
    }

    /** Something that ends with an answer. */
    private interface Work {
        Answer carryOut() throws IOException;
    }

    /** When there are no more orders, nobody waits for it, and it ends with the process. */
    private void startThread(Work work) {
        Thread thread = new Thread(() -> carryOut(work), "load");
        thread.setDaemon(true);
        thread.start();
    }

    private void carryOut(Work work) {
        try {
            answer(work.carryOut());
        } catch (IOException | RuntimeException e) {
            answer(Answer.ofFailure(e));
        }
    }

    private void answer(Answer answer) {
        running = null;
        answers.println(JSON.writeValueAsString(answer));
        answers.flush();
    }
}
