package live.devhooks.bench.stage;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a process is started with the Java that runs this one. */
public final class JavaCommand {

    private static final int FIRST_JDK_WITH_SHORT_HEADERS = 25;

    /** What the product's images and {@code up} give to the JVM, where it knows it: JEP 519. */
    private static final List<String> AS_IN_IMAGES = Runtime.version().feature() >= FIRST_JDK_WITH_SHORT_HEADERS
            ? List.of("-XX:+UseCompactObjectHeaders")
            : List.of();

    private JavaCommand() {}

    /** Of a class on the classpath of this process. */
    public static List<String> of(Class<?> main, List<String> options, List<String> arguments) {
        List<String> what = List.of("-cp", classpath(), main.getName());
        return command(options, what, arguments);
    }

    /** Of an executable jar. */
    public static List<String> of(Path jar, List<String> options, List<String> arguments) {
        return command(options, List.of("-jar", jar.toString()), arguments);
    }

    /** Of a class on a class path. */
    public static List<String> of(String classPath, String main, List<String> options, List<String> arguments) {
        return command(options, List.of("-cp", classPath, main), arguments);
    }

    private static List<String> command(List<String> options, List<String> what, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(AS_IN_IMAGES);
        command.addAll(options);
        command.addAll(what);
        command.addAll(arguments);
        return command;
    }

    /** Surefire, where it starts this process, hides the classpath in a jar and says in a property what it is. */
    private static String classpath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
