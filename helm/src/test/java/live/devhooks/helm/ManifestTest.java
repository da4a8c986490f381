package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestTest {

    private static final int LONGEST_NAME = 63;
    /** StatefulSets add a hash of ten digits to the name in a label. */
    private static final int LONGEST_STATEFUL_NAME = 52;

    /** As long as Helm lets a release be named. */
    private static final String LONG_RELEASE = "a-release-with-a-name-as-long-as-helm-lets-it-be-named";

    static List<String> sets() {
        return Chart.sets();
    }

    @Test
    void passesHelmsOwnChecks() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyFieldExistsInKubernetes(String set) {
        assertThat(Chart.of(set).manifests()).hasSizeGreaterThan(3);
    }

    @Test
    void aFieldThatDoesNotExistIsNoticed() {
        String misspelt = """
                apiVersion: v1
                kind: Service
                metadata:
                  name: a
                spec:
                  selecter: {}
                """;

        assertThatThrownBy(() -> StrictReader.read(misspelt, Service.class)).hasMessageContaining("selecter");
        assertThatThrownBy(() -> StrictReader.manifests(misspelt)).hasMessageContaining("selecter");
    }

    @Test
    void aFieldThatIsWrittenTwiceIsNoticed() {
        assertThatThrownBy(() -> StrictReader.document("a: 1\na: 2\n")).hasMessageContaining("Duplicate");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void rendersTheSameAgain(String set) {
        assertThat(withoutMadeSecrets(Chart.text(Chart.RELEASE, set)))
                .isEqualTo(withoutMadeSecrets(Chart.text(Chart.RELEASE, set)));
    }

    /** Passwords that the chart makes are other ones each time, until they are in the cluster. */
    private static String withoutMadeSecrets(String yaml) {
        return yaml.replaceAll("(?m)^  password: \\S+$", "  password: made");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void noNameIsTwiceOrTooLong(String set) {
        List<Rendering.Manifest> manifests =
                Rendering.read(Chart.text(LONG_RELEASE.substring(0, 53), set)).manifests();

        assertThat(manifests).extracting(Rendering.Manifest::id).doesNotHaveDuplicates();
        assertThat(manifests)
                .allSatisfy(manifest -> assertThat(manifest.name())
                        .hasSizeLessThanOrEqualTo(
                                manifest.kind().equals("StatefulSet") ? LONGEST_STATEFUL_NAME : LONGEST_NAME)
                        .matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?"));
    }

    @Test
    void longNamesOfReleasesThatBeginAlikeStayApart() {
        String one = Chart.text(LONG_RELEASE.substring(0, 52), "external-secret");
        String other = Chart.text(LONG_RELEASE.substring(0, 53), "external-secret");

        assertThat(names(one)).doesNotContainAnyElementsOf(names(other));
    }

    private static List<String> names(String yaml) {
        return Rendering.read(yaml).manifests().stream()
                .map(Rendering.Manifest::name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyObjectIsLabelled(String set) {
        assertThat(Chart.of(set).manifests())
                .extracting(Rendering.Manifest::object)
                .allSatisfy(object -> assertThat(labels(object))
                        .containsEntry("app.kubernetes.io/instance", Chart.RELEASE)
                        .containsEntry("app.kubernetes.io/managed-by", "Helm")
                        .containsKeys(
                                "app.kubernetes.io/name",
                                "app.kubernetes.io/component",
                                "app.kubernetes.io/version",
                                "helm.sh/chart")
                        .allSatisfy((name, value) -> assertThat(value)
                                .hasSizeLessThanOrEqualTo(LONGEST_NAME)
                                .matches("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?")));
    }

    private static Map<String, String> labels(HasMetadata object) {
        return object.getMetadata().getLabels();
    }
}
