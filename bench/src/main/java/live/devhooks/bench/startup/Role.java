package live.devhooks.bench.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import live.devhooks.bench.report.Figure;
import live.devhooks.bench.report.Figure.Bound;
import live.devhooks.bench.stage.JavaCommand;
import live.devhooks.bench.stage.Workplace;

/**
 * A role of a node, and the forms in which it is measured.
 *
 * @param jar the executable jar by itself
 * @param unlearned its image without what it learnt
 * @param image its image
 */
record Role(String name, Form jar, Form unlearned, Form image) {

    /** As small as the chart's smaller example would have it; everything else is as the JVM chooses it. */
    static final String HEAP = "-Xmx512m";

    /** As {@code images/cache} has them learn. */
    private static final List<String> LEARNING = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching");

    /** An image's JVM would go on without its cache, where it could not use it, and be measured so. */
    private static final String ONLY_WITH_IT = "-XX:AOTMode=on";

    /** Half of the time, for which it has to keep no more in memory. */
    private static final double WANTED_TIME = 0.5;

    private static final double WANTED_MEMORY = 1;

    /** Has the image of {@code name} learn, by a start that is not measured. */
    static Role of(String name, Workplace place, List<String> arguments) throws IOException {
        UnpackedImage image = UnpackedImage.of(name, place);
        Path cache = image.folder().resolve("devhooks.aot");
        List<String> learning = new ArrayList<>(LEARNING);
        learning.add("-XX:AOTCacheOutput=" + cache);
        MeasuredStart.untilReady(name + "-learning", image.command(learning, arguments), place.logs());
        if (!Files.exists(cache)) {
            throw new IOException(name + " has learnt nothing; its log says why");
        }
        List<String> plain =
                Stream.concat(image.options().stream(), Stream.of(HEAP)).toList();
        return new Role(
                name,
                new Form(name + ", plain jar", JavaCommand.of(place.jar(name), plain, arguments)),
                new Form(name + ", image without its cache", image.command(List.of(HEAP), arguments)),
                new Form(
                        name + ", image",
                        image.command(List.of(HEAP, "-XX:AOTCache=" + cache, ONLY_WITH_IT), arguments)));
    }

    /** What is started in each round, in this order or in reverse. */
    List<Form> forms() {
        return List.of(jar, unlearned, image);
    }

    /** The image beside the plain jar. */
    List<Figure> figures() {
        return List.of(
                new Figure(
                        name + ": start to ready, image / plain jar",
                        ratios(image.millis(), jar.millis()),
                        Bound.AT_MOST,
                        WANTED_TIME),
                new Figure(
                        name + ": resident at rest, image / plain jar",
                        ratios(image.resident(), jar.resident()),
                        Bound.AT_MOST,
                        WANTED_MEMORY));
    }

    private static List<Double> ratios(List<Double> of, List<Double> to) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < of.size(); round++) {
            ratios.add(of.get(round) / to.get(round));
        }
        return ratios;
    }
}
