package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm tells after an install. */
class NotesTest {

    static List<String> sets() {
        return Chart.sets();
    }

    private static String notes(String set) {
        StandInCluster.running();
        String output = new Helm(Chart.FOLDER)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeVersion(Chart.KUBERNETES)
                .withDryRunOption(DryRun.CLIENT)
                .clientOnly()
                .withValuesFile(Chart.file(set))
                .debug()
                .call()
                .getOutput();
        return output.substring(output.indexOf("NOTES:"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void sayHowToWaitForThePods(String set) {
        Workload api = Chart.of(set).workload("api");

        assertThat(notes(set))
                .contains(
                        "kubectl -n payments rollout status " + api.kind().toLowerCase(Locale.ROOT) + "/" + api.name())
                .contains("rollout status deployment/"
                        + Chart.of(set).workload("realtime").name());
    }

    @Test
    void sayWhereTheConsoleIs() {
        assertThat(notes("ingress-two-hosts")).contains("https://hooks.example.com/");
        assertThat(notes("external-secret")).contains("port-forward service/hooks-devhooks-sync-api 8080:80");
    }

    @Test
    void sayWhatIsMissing() {
        assertThat(notes("ingress-without-tls"))
                .contains("trustedProxies is empty", "ingress.sse.path is empty", "mail.host is empty")
                .contains("api.journal.enabled is false");
        assertThat(notes("cloud-native-pg")).contains("there are no backups");
        assertThat(notes("production")).doesNotContain("is empty", "is false").contains("-c migrations");
    }

    @Test
    void sayHowManyConnectionsAreNeeded() {
        assertThat(notes("external-secret")).contains("PostgreSQL must allow 98 connections");
        assertThat(notes("autoscaling")).contains("PostgreSQL must allow 226 connections");
    }
}
