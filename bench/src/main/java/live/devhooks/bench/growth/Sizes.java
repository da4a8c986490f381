package live.devhooks.bench.growth;

import java.util.List;

/**
 * The sizes at which something is measured.
 *
 * @param what there is more and more of, such as "sources"
 * @param all from the smallest to the largest
 */
record Sizes(String what, List<Integer> all) {

    /** A hundredth of {@code largest}, a tenth, and that. */
    static Sizes upTo(int largest, String what) {
        return new Sizes(what, List.of(Math.max(1, largest / 100), Math.max(1, largest / 10), largest));
    }

    /** The name of one of them, such as "1,000 sources". */
    String name(int size) {
        return "%,d %s".formatted(size, what);
    }

    /** All of them together. */
    int sum() {
        return all.stream().mapToInt(Integer::intValue).sum();
    }

    int largest() {
        return all.get(all.size() - 1);
    }
}
