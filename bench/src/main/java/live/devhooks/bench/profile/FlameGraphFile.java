package live.devhooks.bench.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import one.convert.Arguments;
import one.convert.FlameGraph;

/** Stacks as a page for a browser: a bar for each frame, as wide as its share; from above, the steps of the way, then kinds of threads. */
final class FlameGraphFile {

    private FlameGraphFile() {}

    static void write(Path file, String title, List<Stack> stacks, Way way) throws IOException {
        Arguments settings = new Arguments();
        settings.title = title;
        // Stacks are deep: the steps are to be seen without scrolling.
        settings.inverted = true;
        FlameGraph graph = new FlameGraph(settings);
        graph.parseCollapsed(new StringReader(
                stacks.stream().map(stack -> stack.within(way.stepOf(stack))).collect(Collectors.joining("\n"))));
        try (PrintStream page = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            graph.dump(page);
        }
    }
}
