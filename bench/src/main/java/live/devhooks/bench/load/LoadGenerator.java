package live.devhooks.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that sends requests. Reads orders, each a line of JSON ({@link LoadOrder}), carries out one at a time and answers each with a
 * line ({@link Answer}). The line {@value #STOP} ends the running one early. The end of its input ends the process: it does not
 * outlive whoever started it.
 */
public final class LoadGenerator {

    static final String STOP = "stop";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UniqueNumbers numbers = new UniqueNumbers();
    private final PrintStream answers;

    @Nullable
    private volatile LoadRun running;

    private LoadGenerator(PrintStream answers) {
        this.answers = answers;
    }

    /** What an order is answered with: a result, or why there is none. */
    record Answer(@Nullable LoadResult result, @Nullable String error) {}

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

    private void begin(String order) {
        try {
            LoadRun run = new LoadRun(JSON.readValue(order, LoadOrder.class), numbers);
            running = run;
            startThread(run);
        } catch (IOException | RuntimeException e) {
            answer(new Answer(null, e.toString()));
        }
    }

    /** When there are no more orders, nobody waits for it, and it ends with the process. */
    private void startThread(LoadRun run) {
        Thread thread = new Thread(() -> carryOut(run), "load");
        thread.setDaemon(true);
        thread.start();
    }

    private void carryOut(LoadRun run) {
        try {
            answer(new Answer(run.run(), null));
        } catch (IOException | RuntimeException e) {
            answer(new Answer(null, e.toString()));
        }
    }

    private void answer(Answer answer) {
        running = null;
        answers.println(JSON.writeValueAsString(answer));
        answers.flush();
    }
}
