package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** So many webhooks in a second, from threads of its own, whatever else happens. Where answers take too long, fewer are sent. */
final class SteadyLoad implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int WAITING = 64;
    private static final String TEXT = "x".repeat(800);

    private final Merchant merchant;
    private final IntFunction<URI> callbackUrl;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    private SteadyLoad(Merchant merchant, IntFunction<URI> callbackUrl) {
        this.merchant = merchant;
        this.callbackUrl = callbackUrl;
    }

    static SteadyLoad begin(Merchant merchant, URI callbackUrl, int perSecond) {
        return begin(merchant, number -> callbackUrl, perSecond);
    }

    /** The first webhook is number 1, and goes to where {@code callbackUrl} says for that. */
    static SteadyLoad begin(Merchant merchant, IntFunction<URI> callbackUrl, int perSecond) {
        SteadyLoad load = new SteadyLoad(merchant, callbackUrl);
        long each = TimeUnit.SECONDS.toNanos(1) / perSecond;
        load.clock.scheduleAtFixedRate(load::sendOne, 0, each, TimeUnit.NANOSECONDS);
        return load;
    }

    private void sendOne() {
        if (begun.get() - answered.get() - refused.size() < WAITING) {
            int number = begun.incrementAndGet();
            senders.execute(() -> send(number));
        }
    }

    private void send(int number) {
        HttpResponse<String> answer =
                merchant.callback(callbackUrl.apply(number), "{\"number\":%d,\"text\":\"%s\"}".formatted(number, TEXT));
        if (answer.statusCode() == 200) {
            answered.incrementAndGet();
        } else {
            refused.add(answer.statusCode() + " " + answer.body());
        }
    }

    int answered() {
        return answered.get();
    }

    /** Sends no more; how many were taken, which are all. */
    int end() throws InterruptedException {
        clock.shutdownNow();
        assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        senders.shutdown();
        assertThat(senders.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(refused).isEmpty();
        return answered.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
