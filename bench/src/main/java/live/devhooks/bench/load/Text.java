package live.devhooks.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Finds ASCII in bytes, without making a string of them. */
final class Text {

    private Text() {}

    static byte[] of(String text) {
        return text.getBytes(US_ASCII);
    }

    /** The index after the first {@code wanted} in {@code bytes[from, to)}; -1 where there is none. */
    static int after(byte[] wanted, byte[] bytes, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (bytes[at] == wanted[0] && startsWith(wanted, bytes, at)) {
                return at + wanted.length;
            }
        }
        return -1;
    }

    /** The index of {@code wanted} in {@code bytes[from, to)}; -1 where it is not there. */
    static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** The number whose digits begin at {@code from}, up to whatever is no digit. */
    static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = from; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + (bytes[at] - '0');
        }
        return number;
    }

    private static boolean startsWith(byte[] wanted, byte[] bytes, int from) {
        for (int at = 1; at < wanted.length; at++) {
            if (bytes[from + at] != wanted[at]) {
                return false;
            }
        }
        return true;
    }
}
