package live.devhooks.bench.load;

/** Numbers of 16 digits, none of them twice, in this process and, as long as clocks go forward, in those after it. */
final class UniqueNumbers {

    private static final int DIGITS = LoadOrder.UNIQUE.length();

    /** Microseconds since 1970: nobody sends a request in each. */
    private long last = System.currentTimeMillis() * 1_000;

    /** Writes the next one into {@code text}, as digits. */
    void next(byte[] text, int at) {
        last++;
        long rest = last;
        for (int digit = at + DIGITS - 1; digit >= at; digit--) {
            text[digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
