package live.devhooks.api.ingestion;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import live.devhooks.api.sources.IngestKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Takes webhooks of nobody before this node says that it is ready, so that no payer waits for classes to be loaded and statements to be
 * prepared. What goes wrong with that goes wrong with the first webhook as well, and is told there: a node is not kept from taking what it can.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Most webhooks. The first few make most of the difference. */
    private static final int ROUNDS = 20;

    /** After this long no other one is begun. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final String CALLBACK = """
            {"Body": {"stkCallback": {
              "MerchantRequestID": "0", "CheckoutRequestID": "ws_CO_0", "ResultCode": 0, "ResultDesc": "warm-up",
              "CallbackMetadata": {"Item": [
                {"Name": "Amount", "Value": 1.00}, {"Name": "MpesaReceiptNumber", "Value": "0"},
                {"Name": "TransactionDate", "Value": 20000101000000}, {"Name": "PhoneNumber", "Value": 0}]}}}}
            """;

    private final Ingestion ingestion;

    WarmUp(Ingestion ingestion) {
        this.ingestion = ingestion;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long start = System.nanoTime();
        int rounds = 0;
        try {
            while (rounds < ROUNDS && System.nanoTime() - start < LONGEST.toNanos()) {
                ingestion.rehearse(webhook());
                rounds++;
            }
        } catch (RuntimeException e) {
            LOG.warn("the way of webhooks could not be warmed up: {}", e.toString());
        }
        LOG.info("warmed up: {} webhooks of nobody in {} ms", rounds, millisSince(start));
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static Webhook webhook() {
        byte[] body = CALLBACK.getBytes(StandardCharsets.UTF_8);
        return new Webhook(
                IngestKey.random(),
                Optional.empty(),
                "127.0.0.1",
                "application/json",
                "",
                limit -> CompletableFuture.completedFuture(body));
    }
}
