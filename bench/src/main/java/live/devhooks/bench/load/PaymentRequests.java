package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The bytes of the requests about payments, each of which has a number of its own. */
final class PaymentRequests {

    private final PayersOrder order;
    private final byte[] head;
    private final byte[] body;
    private final int numberAt;
    private final byte[][] numbers;

    PaymentRequests(PayersOrder order, UniqueNumbers unique) {
        this.order = order;
        this.body = order.body().getBytes(UTF_8);
        // An index of bytes: what stands before the number is ASCII.
        this.numberAt = order.body().indexOf(LoadOrder.UNIQUE);
        this.head = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(order.path(), order.base().getAuthority(), body.length)
                .getBytes(US_ASCII);
        this.numbers = new byte[order.payments()][UniqueNumbers.DIGITS];
        for (byte[] number : numbers) {
            unique.next(number, 0, 0);
        }
    }

    /** Bytes of the longest. */
    int maxLength() {
        return Math.max(head.length + body.length, question(0).length);
    }

    /** The webhook of a payment, or its payer's question. */
    RequestBytes of(int payment, boolean isWebhook) {
        if (!isWebhook) {
            return (into, due) -> into.put(question(payment));
        }
        return (into, due) -> {
            System.arraycopy(numbers[payment], 0, body, numberAt, UniqueNumbers.DIGITS);
            into.put(head).put(body);
        };
    }

    private byte[] question(int payment) {
        return "GET %s/%s%s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(
                        order.path(),
                        order.prefix(),
                        new String(numbers[payment], US_ASCII),
                        order.base().getAuthority())
                .getBytes(US_ASCII);
    }
}
