package live.devhooks.bench.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Numbers of 16 digits, none of them twice, in this process and, as long as clocks go forward, in those after it; and when the requests were due that
 * have the last {@value #REMEMBERED} of them. One thread takes numbers, another may ask for times.
 */
final class UniqueNumbers {

    static final int DIGITS = LoadOrder.UNIQUE.length();

    private static final int REMEMBERED = 1 << 18;

    private final AtomicLongArray due = new AtomicLongArray(REMEMBERED);

    /** Microseconds since 1970: nobody sends a request in each. */
    private long last = System.currentTimeMillis() * 1_000;

    /** Writes the next one into {@code text}, as digits, for a request that was due then. */
    void next(byte[] text, int at, long dueNanos) {
        last++;
        due.set(slot(last), dueNanos);
        long rest = last;
        for (int digit = at + DIGITS - 1; digit >= at; digit--) {
            text[digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** When the request with this number was due, which must be one of the last. */
    long dueNanos(long number) {
        return due.get(slot(number));
    }

    private static int slot(long number) {
        return (int) (number % REMEMBERED);
    }
}
