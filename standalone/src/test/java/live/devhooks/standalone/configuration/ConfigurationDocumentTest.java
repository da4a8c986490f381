package live.devhooks.standalone.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import live.devhooks.api.plans.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The document that operators configure by. */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/operations/configuration.md");
    private static final String A_NAME = "office";

    private static final PropertyCatalogue CATALOGUE = new PropertyCatalogue();

    @Test
    void documentSaysWhatThePropertiesSay() throws IOException {
        String text = new ConfigurationDocument(CATALOGUE).text();
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(DOCUMENT)
                .as(
                        "%s is of another version: run this test with -Dconfiguration.write=true and look at what has changed",
                        DOCUMENT)
                .usingCharset(UTF_8)
                .hasContent(text);
    }

    @Test
    void everyPropertyIsDescribed() {
        assertThat(CATALOGUE.properties()).isNotEmpty();
        assertThat(names(property -> property.description().isBlank()))
                .as("properties of which nothing is said")
                .isEmpty();
        assertThat(names(property -> property.description().contains("{@")))
                .as("properties whose Javadoc has a tag that Markdown has not")
                .isEmpty();
    }

    @Test
    void everyPropertyHasADefaultOrSaysThatItHasNone() {
        assertThat(names(property -> !property.tellsDefault()))
                .as("properties without a default, of which neither \"by default …\" nor \"no default\" is said")
                .isEmpty();
    }

    @Test
    void everyComponentOfARecordIsDocumented() {
        List<String> components =
                PropertyRecords.all().flatMap(PropertyRecords::names).toList();

        assertThat(components)
                .contains(
                        "devhooks.data",
                        "devhooks.database.url",
                        "devhooks.ingest.queue-capacity",
                        "devhooks.plans.<name>.burst",
                        "devhooks.feed.readers");
        assertThat(components)
                .filteredOn(Predicate.not(names(property -> true)::contains))
                .as("properties that no metadata has")
                .isEmpty();
    }

    @Test
    void everyPropertyIsReadBySomeProcess() {
        assertThat(names(property -> property.processes().isEmpty()))
                .as("properties that nobody reads")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plainProperties")
    void environmentVariableSetsItsProperty(String property) {
        Binder binder = binder(EnvironmentVariable.of(property), "a value");

        assertThat(binder.bind(property, String.class).orElse("none")).isEqualTo("a value");
    }

    static List<String> plainProperties() {
        return names(property -> !property.name().contains("<"));
    }

    @ParameterizedTest
    @MethodSource("namedProperties")
    void environmentVariableOfAMapAddsAName(String property) {
        String map = property.substring(0, property.indexOf(".<name>"));
        Class<?> values = property.endsWith("<name>") ? String.class : Plan.class;

        Binder binder = binder(
                EnvironmentVariable.of(property.replace("<name>", "<" + A_NAME + ">"))
                        .replaceAll("[<>]", ""),
                "7");

        assertThat(binder.bind(map, Bindable.mapOf(String.class, values)).orElse(Map.of()))
                .containsOnlyKeys(A_NAME);
    }

    static List<String> namedProperties() {
        return names(property -> property.name().contains("<"));
    }

    private static List<String> names(Predicate<DocumentedProperty> which) {
        return CATALOGUE.properties().stream()
                .filter(which)
                .map(DocumentedProperty::name)
                .toList();
    }

    private static Binder binder(String variable, String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, value)));
        return Binder.get(environment);
    }
}
