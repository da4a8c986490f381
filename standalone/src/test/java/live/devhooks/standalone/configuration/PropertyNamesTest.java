package live.devhooks.standalone.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents call properties. */
class PropertyNamesTest {

    /** A property's name; neither a Java package, nor a file, nor a table of the schema, nor a system property of tests. */
    private static final Pattern PROPERTY =
            Pattern.compile("(?<![\\w./])devhooks(?:\\.(?:<name>|[a-z0-9][a-z0-9-]*))+(?![\\w(])(?:\\.(?:…|\\*))?");

    private static final List<DocumentedProperty> PROPERTIES = new PropertyCatalogue().properties();

    @Test
    void everyPropertyThatADocumentNamesExists() throws IOException {
        SortedSet<Path> documents = Documents.find();

        List<String> unknown = new ArrayList<>();
        for (Path document : documents) {
            names(Files.readString(Documents.REPOSITORY.resolve(document)))
                    .filter(name -> !exists(name) && !isDefault(name))
                    .forEach(name -> unknown.add(document + ": " + name));
        }

        assertThat(documents)
                .contains(
                        Path.of("README.md"),
                        Path.of("docs", "operations", "configuration.md"),
                        Path.of("docs", "operations", "running.md"));
        assertThat(unknown).as("names of properties that nobody has").isEmpty();
    }

    @Test
    void whatIsNoPropertyIsFound() {
        assertThat(
                        names(
                                "--devhooks.no.such=1, `devhooks.feed.readers`, devhooks.plans.pro.burst, devhooks.plans.<name>.…"))
                .extracting(PropertyNamesTest::exists)
                .containsExactly(false, true, true, true);
        assertThat(names("live.devhooks.api, target/devhooks.jar, from devhooks.token_key, -Ddevhooks.test.seed=1"))
                .isEmpty();
    }

    /** Whether there is one, or those that begin so where {@code name} ends in {@code .…} or {@code .*}. */
    private static boolean exists(String name) {
        String beginning = name.replaceAll("\\.(…|\\*)$", ".");
        return PROPERTIES.stream()
                .anyMatch(property ->
                        beginning.endsWith(".") ? property.name().startsWith(beginning) : property.isNamed(name));
    }

    /** NATS's subjects, say, begin as the names of properties do. */
    private static boolean isDefault(String name) {
        return PROPERTIES.stream().anyMatch(property -> property.defaults().contains(name));
    }

    private static Stream<String> names(String text) {
        return PROPERTY.matcher(text).results().map(MatchResult::group);
    }
}
