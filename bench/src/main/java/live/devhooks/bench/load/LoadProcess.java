package live.devhooks.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import live.devhooks.bench.stage.JavaCommand;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The load generator, as whoever started it sees it. One process serves a whole benchmark, so that it is warm when that is measured. */
public final class LoadProcess implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /** How much longer than an order says it may take until the answer is there. */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENDED = "";

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private LoadProcess(Process process) {
        this.process = process;
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readAnswers, "answers of the load generator");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the process. */
    public static LoadProcess start(Path logs) throws IOException {
        return start("load", logs);
    }

    /** Starts one beside others, whose log has this name. */
    public static LoadProcess start(String name, Path logs) throws IOException {
        return new LoadProcess(new ProcessBuilder(JavaCommand.of(LoadGenerator.class, OPTIONS, List.of()))
                .redirectError(logs.resolve(name + ".log").toFile())
                .start());
    }

    /** An order that is being carried out. */
    public final class UnderWay {

        private final LoadOrder order;

        private UnderWay(LoadOrder order) {
            this.order = order;
        }

        /** Ends it early. */
        public UnderWay stop() throws IOException {
            say(LoadGenerator.STOP);
            return this;
        }

        /** Waits for its end. */
        public LoadResult await() throws IOException {
            LoadResult result = answer(order.millis()).result();
            if (result == null) {
                throw new IOException("the load generator answered something else");
            }
            return result;
        }
    }

    /** Begins to carry out an order. One has to end before the next begins. */
    public UnderWay begin(LoadOrder order) throws IOException {
        say(JSON.writeValueAsString(Order.of(order)));
        return new UnderWay(order);
    }

    /** Carries out an order. */
    public LoadResult run(LoadOrder order) throws IOException {
        return begin(order).await();
    }

    /** Sends webhooks of payments, and has their payers ask. */
    public PayersResult run(PayersOrder order) throws IOException {
        say(JSON.writeValueAsString(Order.of(order)));
        PayersResult result = answer(order.wholeMillis()).payers();
        if (result == null) {
            throw new IOException("the load generator answered something else");
        }
        return result;
    }

    /** Has readers do something, and waits until they have. */
    public ReadersResult order(ReadersOrder order) throws IOException {
        say(JSON.writeValueAsString(Order.of(order)));
        ReadersResult result = answer(order.millis()).readers();
        if (result == null) {
            throw new IOException("the load generator answered something else");
        }
        return result;
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() throws IOException {
        orders.close();
    }

    /** Its exit code, when it has ended. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    private void say(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    /** The answer to an order that takes so long. */
    private LoadGenerator.Answer answer(long millis) throws IOException {
        LoadGenerator.@Nullable Answer answer = poll(millis + PATIENCE_MILLIS);
        if (answer == null) {
            process.destroyForcibly();
            throw new IOException("the load generator has not answered; its log may say why");
        }
        if (answer.error() != null) {
            throw new IOException("the load generator could not do it: " + answer.error());
        }
        return answer;
    }

    private LoadGenerator.@Nullable Answer poll(long patienceMillis) throws IOException {
        try {
            String line = answers.poll(patienceMillis, TimeUnit.MILLISECONDS);
            return line == null || line.equals(ENDED) ? null : JSON.readValue(line, LoadGenerator.Answer.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while load was running");
        }
    }

    private void readAnswers() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            // The same as the end: the process is gone, which its log and the next order's failure show.
        } finally {
            answers.add(ENDED);
        }
    }
}
