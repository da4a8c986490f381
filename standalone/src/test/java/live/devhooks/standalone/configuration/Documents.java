package live.devhooks.standalone.configuration;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the repository tells operators: Markdown anywhere, and the values of the chart. */
final class Documents extends SimpleFileVisitor<Path> {

    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** What a build makes or fetches. */
    private static final Set<String> NO_SOURCES = Set.of(".git", ".devhooks", "node_modules", "target", "dist");

    /** Its old entries may tell of what is no more. */
    private static final Path CHANGELOG = Path.of("CHANGELOG.md");

    private static final Path CHART = Path.of("helm");

    private final SortedSet<Path> found = new TreeSet<>();

    private Documents() {}

    /** Their paths within the repository. */
    static SortedSet<Path> find() throws IOException {
        Documents documents = new Documents();
        Files.walkFileTree(REPOSITORY, documents);
        return documents.found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return NO_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Path path = REPOSITORY.relativize(file);
        String name = path.getFileName().toString();
        if ((name.endsWith(".md") && !path.equals(CHANGELOG))
                || (path.startsWith(CHART) && name.startsWith("values"))) {
            found.add(path);
        }
        return FileVisitResult.CONTINUE;
    }
}
