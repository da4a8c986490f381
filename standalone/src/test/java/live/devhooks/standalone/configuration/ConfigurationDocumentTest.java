package live.devhooks.standalone.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

        assertThat(text)
                .as(
                        "%s is of another version: run this test with -Dconfiguration.write=true and look at what has changed",
                        DOCUMENT)
                .isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void everyPropertyIsDescribedInMarkdown() {
        assertThat(CATALOGUE.properties())
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.description())
                        .as("what %s is", property.name())
                        .isNotBlank()
                        .doesNotContain("{@", "(default"));
    }

    @Test
    void everyPropertyHasADefaultOrSaysThatItHasNone() {
        assertThat(CATALOGUE.properties())
                .filteredOn(property -> !property.tellsDefault())
                .as("properties without a default, whose description says neither \"by default …\" nor \"no default\"")
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
                        "devhooks.feed.readers");
        assertThat(CATALOGUE.properties()).extracting(DocumentedProperty::name).containsAll(components);
    }

    @Test
    void everyPropertyIsReadBySomeProcess() {
        assertThat(CATALOGUE.properties())
                .allSatisfy(property -> assertThat(property.processes())
                        .as("processes that read %s", property.name())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("plainProperties")
    void environmentVariableSetsItsProperty(String property) {
        Binder binder = binder(EnvironmentVariable.of(property), "a value");

        assertThat(binder.bind(property, String.class).orElse("none")).isEqualTo("a value");
    }

    static Stream<String> plainProperties() {
        return new PropertyCatalogue()
                .properties().stream().map(DocumentedProperty::name).filter(name -> !name.contains("<"));
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

    static Stream<String> namedProperties() {
        return new PropertyCatalogue()
                .properties().stream().map(DocumentedProperty::name).filter(name -> name.contains("<"));
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
