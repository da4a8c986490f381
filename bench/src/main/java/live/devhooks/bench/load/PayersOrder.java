package live.devhooks.bench.load;

import java.net.URI;

/**
 * Payments, each of which has a webhook and a payer, who asks whether it is there again and again: from one interval before the webhook on, at a random
 * moment of it, until the answer is yes.
 *
 * @param base {@code http://host:port} of a server on loopback
 * @param path webhooks are sent to it, and payers ask for what is below it by the payment's name
 * @param body of each webhook, with {@link LoadOrder#UNIQUE} in the payment's name
 * @param prefix the payment's name before its number
 * @param connections that are kept open, for all of them together
 * @param perSecond webhooks in a second
 * @param intervalMillis from one question of a payer to the next
 * @param millis how long webhooks are sent
 */
public record PayersOrder(
        URI base,
        String path,
        String body,
        String prefix,
        int connections,
        double perSecond,
        long intervalMillis,
        long millis) {

    private static final int MAX_INTERVAL_MILLIS = 60_000;
    private static final int MAX_PAYMENTS = 200_000;

    /** Refuses what is out of bounds. */
    public PayersOrder {
        if (connections < 1 || connections > LoadOrder.MAX_CONNECTIONS || intervalMillis < 1) {
            throw new IllegalArgumentException(
                    "payers need an interval, and from 1 to " + LoadOrder.MAX_CONNECTIONS + " connections");
        }
        if (millis < 1 || millis > LoadOrder.MAX_MILLIS || intervalMillis > MAX_INTERVAL_MILLIS) {
            throw new IllegalArgumentException(
                    "payers take up to " + LoadOrder.MAX_MILLIS + " ms, and ask every " + MAX_INTERVAL_MILLIS + " ms");
        }
        if (payments(perSecond, millis) < 1 || payments(perSecond, millis) > MAX_PAYMENTS) {
            throw new IllegalArgumentException("there may be from 1 to " + MAX_PAYMENTS + " payments");
        }
    }

    /** How many there are. */
    int payments() {
        return (int) payments(perSecond, millis);
    }

    /** How long all of it takes where everything is answered at once. */
    long wholeMillis() {
        return millis + 2 * intervalMillis;
    }

    private static long payments(double perSecond, long millis) {
        return Math.round(perSecond * millis / 1e3);
    }
}
