package live.devhooks.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands on the command line.
 *
 * @param names of scenarios; none for all
 * @param rounds how often each contender is measured
 * @param seconds how long, each time
 * @param isFull whether what takes long is done in its whole size
 * @param isProfiled whether it is to be found out where time goes
 */
record BenchOptions(List<String> names, int rounds, Duration seconds, boolean isFull, boolean isProfiled) {

    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;

    /** Reads it. */
    static BenchOptions of(List<String> arguments) {
        List<String> names = new ArrayList<>();
        int rounds = ROUNDS;
        int seconds = SECONDS;
        boolean isFull = false;
        boolean isProfiled = false;
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            switch (argument) {
                case "--full" -> isFull = true;
                case "--profile" -> isProfiled = true;
                case "--rounds" -> rounds = number(arguments, ++at);
                case "--seconds" -> seconds = number(arguments, ++at);
                default -> names.add(argument);
            }
        }
        return new BenchOptions(List.copyOf(names), rounds, Duration.ofSeconds(seconds), isFull, isProfiled);
    }

    private static int number(List<String> arguments, int at) {
        String option = arguments.get(at - 1);
        if (at >= arguments.size() || !arguments.get(at).matches("\\d{1,4}")) {
            throw new IllegalArgumentException(option + " needs a number");
        }
        return Integer.parseInt(arguments.get(at));
    }
}
