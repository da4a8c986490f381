package live.devhooks.standalone.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents call properties. */
class PropertyNamesTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /** What the build makes or fetches, and the CHANGELOG, whose old entries may tell of what is no more. */
    private static final Set<String> NOT_READ =
            Set.of(".git", ".devhooks", "node_modules", "target", "dist", "CHANGELOG.md");

    /** A property's name; neither a Java package, nor a file, nor a table of the schema, nor a system property of tests. */
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w./])devhooks(?:\\.[a-z0-9<>-]*[a-z0-9>])+(?![\\w(])(?<open>\\.(?:…|\\*))?");

    private static final List<DocumentedProperty> PROPERTIES = new PropertyCatalogue().properties();

    @Test
    void everyPropertyThatADocumentNamesExists() throws IOException {
        List<Path> documents = documents();

        assertThat(documents)
                .extracting(document -> REPOSITORY.relativize(document).toString())
                .contains("README.md", "docs/operations/configuration.md", "docs/operations/running.md");
        assertThat(documents)
                .allSatisfy(document -> assertThat(named(document))
                        .as("properties that %s names and nobody has", document)
                        .filteredOn(Predicate.not(this::exists))
                        .isEmpty());
    }

    @Test
    void whatIsNoPropertyIsFound() {
        assertThat(
                        names(
                                "--devhooks.no.such=1, `devhooks.feed.readers`, devhooks.plans.pro.burst, `devhooks.plans.<name>.…`"))
                .extracting(this::exists)
                .containsExactly(false, true, true, true);
        assertThat(names("live.devhooks.api, target/devhooks.jar, from devhooks.token_key, -Ddevhooks.test.seed=1"))
                .isEmpty();
    }

    private boolean exists(String name) {
        String open = name.replaceAll("\\.(…|\\*)$", ".");
        return PROPERTIES.stream()
                .anyMatch(property -> open.endsWith(".") ? property.name().startsWith(open) : property.isNamed(name));
    }

    private static List<String> named(Path document) {
        try {
            return names(Files.readString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String text) {
        return PROPERTY.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Markdown anywhere, and the values of the chart. */
    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.find(
                REPOSITORY,
                20,
                (file, attributes) -> attributes.isRegularFile() && isDocument(REPOSITORY.relativize(file)))) {
            return files.toList();
        }
    }

    private static boolean isDocument(Path file) {
        for (Path part : file) {
            if (NOT_READ.contains(part.toString())) {
                return false;
            }
        }
        return file.toString().endsWith(".md")
                || (file.startsWith("helm") && file.getFileName().toString().startsWith("values"));
    }
}
