package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/** The bytes of requests, made beforehand, but for the number that makes each body unlike all others. */
final class Requests implements RequestBytes {

    private static final long SEED = 20_260_101;

    private final byte[][] heads;
    private final byte[] body;
    private final int numberAt;
    private final UniqueNumbers numbers;
    private final SplittableRandom random = new SplittableRandom(SEED);

    Requests(LoadOrder order, UniqueNumbers numbers) {
        this.body = order.body().getBytes(UTF_8);
        this.heads = heads(order.base(), order.paths(), body.length);
        // An index of bytes: what stands before the number is ASCII in every scenario, and has to be.
        this.numberAt = order.body().indexOf(LoadOrder.UNIQUE);
        this.numbers = numbers;
    }

    private static byte[][] heads(URI base, List<String> paths, int length) {
        return paths.stream()
                .map(path ->
                        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                                .formatted(path, base.getAuthority(), length)
                                .getBytes(US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Bytes of the longest. */
    int maxLength() {
        int longest = 0;
        for (byte[] head : heads) {
            longest = Math.max(longest, head.length);
        }
        return longest + body.length;
    }

    @Override
    public void next(ByteBuffer into, long dueNanos) {
        into.put(heads[random.nextInt(heads.length)]);
        if (numberAt >= 0) {
            numbers.next(body, numberAt, dueNanos);
        }
        into.put(body);
    }
}
