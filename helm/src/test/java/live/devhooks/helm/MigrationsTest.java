package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {

    private static final String WEIGHT = "helm.sh/hook-weight";
    private static final String DELETION = "helm.sh/hook-delete-policy";

    @Test
    void theJobRunsBeforeTheRollOutAndWhatItNeedsBeforeIt() {
        Rendering rendering = Chart.of("external-url");
        Map<String, String> job = annotations(rendering.the(Job.class, "-migrations"));
        List<HasMetadata> needed =
                hooks(rendering).stream().filter(hook -> !(hook instanceof Job)).toList();

        assertThat(job)
                .containsEntry(VisibleHooks.ANNOTATION, "pre-install,pre-upgrade")
                .containsEntry(DELETION, "before-hook-creation");
        assertThat(needed)
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("ServiceAccount", "Secret", "NetworkPolicy");
        assertThat(needed).allSatisfy(hook -> {
            assertThat(annotations(hook)).containsEntry(VisibleHooks.ANNOTATION, "pre-install,pre-upgrade");
            assertThat(Integer.parseInt(annotations(hook).get(WEIGHT))).isLessThan(Integer.parseInt(job.get(WEIGHT)));
        });
    }

    @Test
    void thePasswordOfTheOwnerIsGoneAfterwards() {
        assertThat(hooks(Chart.of("external-url")))
                .filteredOn(hook -> hook.getKind().equals("Secret"))
                .singleElement()
                .satisfies(
                        secret -> assertThat(annotations(secret).get(DELETION)).contains("hook-succeeded"));
    }

    @Test
    void theJobIsTriedAgainAndGivenUpInTheEnd() {
        Job job = Chart.of("external-secret").the(Job.class, "-migrations");

        assertThat(job.getSpec().getBackoffLimit()).isEqualTo(3);
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(1800);
        assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    }

    @Test
    void helmTakesThemForHooks() {
        assertThat(Chart.withoutHooks("external-url"))
                .contains("kind: Deployment")
                .doesNotContain("kind: Job", "-migrations");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud-native-pg", "cloud-native-pg-single", "cloud-native-pg-recovery"})
    void podsMigrateADatabaseOfTheReleaseBeforeTheyStart(String set) {
        Rendering rendering = Chart.of(set);

        assertThat(rendering.has("Job")).isFalse();
        assertThat(rendering.workloads())
                .hasSize(2)
                .allSatisfy(workload -> assertThat(workload.pod().getInitContainers())
                        .singleElement()
                        .satisfies(MigrationsTest::migratesAsOwner));
    }

    @Test
    void nobodyMigratesWhereTheChartIsNotTo() {
        Rendering rendering = Chart.of("bare");

        assertThat(rendering.has("Job")).isFalse();
        assertThat(rendering.workloads())
                .allSatisfy(workload ->
                        assertThat(workload.pod().getInitContainers()).isEmpty());
    }

    private static void migratesAsOwner(Container container) {
        assertThat(container.getImage()).contains("/sync-migrations:");
        assertThat(container.getEnv())
                .filteredOn(env -> env.getValueFrom() != null)
                .extracting(env -> env.getValueFrom().getSecretKeyRef().getName())
                .containsOnly("hooks-devhooks-sync-db-app");
        assertThat(container.getEnv())
                .filteredOn(env -> env.getName().equals("DEVHOOKS_MIGRATIONS_DATABASE_WAIT"))
                .extracting(EnvVar::getValue)
                .containsExactly("10m");
    }

    private static List<HasMetadata> hooks(Rendering rendering) {
        return rendering
                .all(HasMetadata.class)
                .filter(object -> annotations(object).containsKey(VisibleHooks.ANNOTATION))
                .toList();
    }

    private static Map<String, String> annotations(HasMetadata object) {
        return object.getMetadata().getAnnotations();
    }
}
