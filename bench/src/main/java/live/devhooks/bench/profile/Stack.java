package live.devhooks.bench.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A stack that was met, and how often.
 *
 * @param frames from the outermost, which is the thread in brackets, to the innermost
 * @param samples how often it was met
 */
record Stack(List<String> frames, long samples) {

    /** With which threads of one kind differ: {@code [qtp1546727972-122 tid=7273]}. */
    private static final Pattern NUMBERS = Pattern.compile("([-#]?\\d+)*( tid=\\d+)?]$");

    private static final String SEPARATOR = ";";

    /** Of lines such as {@code [main tid=1];java/lang/Thread.run;Parker::park 12}. */
    static List<Stack> parse(List<String> lines) {
        return lines.stream().map(Stack::parse).toList();
    }

    private static Stack parse(String line) {
        int end = line.lastIndexOf(' ');
        List<String> frames = new ArrayList<>(List.of(line.substring(0, end).split(SEPARATOR)));
        frames.set(0, NUMBERS.matcher(frames.get(0)).replaceFirst("]"));
        return new Stack(List.copyOf(frames), Long.parseLong(line.substring(end + 1)));
    }

    /** Whether one of its frames begins with {@code prefix}. */
    boolean has(String prefix) {
        return frames.stream().anyMatch(frame -> frame.startsWith(prefix));
    }

    /** The line with one more frame around it. */
    String within(String frame) {
        return frame + SEPARATOR + String.join(SEPARATOR, frames) + " " + samples;
    }
}
