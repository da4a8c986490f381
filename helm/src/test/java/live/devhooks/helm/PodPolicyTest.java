package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod of every set of values. */
class PodPolicyTest {

    private static final long NOBODY = 65532L;

    static Stream<Workload> workloads() {
        return Chart.sets().stream().flatMap(set -> Chart.of(set).workloads());
    }

    static Stream<Workload> nodes() {
        return workloads().filter(Workload::isLongRunning);
    }

    static List<String> sets() {
        return Chart.sets();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void podIsNobodyAndHasNoToken(Workload workload) {
        assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(workload.pod().getEnableServiceLinks()).isFalse();
        assertThat(workload.pod().getHostNetwork()).isNull();
        assertThat(workload.pod().getSecurityContext()).satisfies(security -> {
            assertThat(security.getRunAsNonRoot()).isTrue();
            assertThat(security.getRunAsUser()).isEqualTo(NOBODY);
            assertThat(security.getFsGroup()).isEqualTo(NOBODY);
            assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void containersMayDoNothingBesideTheirWork(Workload workload) {
        assertThat(workload.containers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyMountHasAVolumeAndTmpCanBeWrittenTo(Workload workload) {
        Set<String> volumes =
                workload.pod().getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
        workload.volumeClaims().forEach(claim -> volumes.add(claim.getMetadata().getName()));

        assertThat(workload.containers())
                .allSatisfy(container -> assertThat(container.getVolumeMounts())
                        .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()))
                        .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp")));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void containersHaveRequestsAndLimits(Workload workload) {
        assertThat(workload.containers()).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getRequests().get("memory"))
                    .as("memory that is promised, and not shared")
                    .isEqualTo(container.getResources().getLimits().get("memory"));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void processesEndWhenTheirMemoryDoes(Workload workload) {
        assertThat(workload.containers())
                .allSatisfy(container -> assertThat(plain(container, "JDK_JAVA_OPTIONS"))
                        .contains("-XX:+ExitOnOutOfMemoryError")
                        .contains("-XX:MaxRAMPercentage="));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void imagesAreOfAVersion(Workload workload) {
        assertThat(workload.containers())
                .extracting(Container::getImage)
                .allSatisfy(image -> assertThat(image)
                        .matches("[a-z0-9./_-]+(:[0-9]+\\.[0-9.]+|@sha256:[0-9a-f]{64})")
                        .doesNotContain("latest"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void secretsAreTakenFromSecrets(Workload workload) {
        assertThat(workload.containers())
                .flatExtracting(Container::getEnv)
                .filteredOn(env -> env.getValueFrom() == null)
                .allSatisfy(env -> {
                    assertThat(env.getName()).doesNotContainPattern("PASSWORD|SECRET|TOKEN|CREDENTIALS(?!_FILE)");
                    assertThat(env.getValue()).doesNotContainPattern("://[^/]*:[^/]*@|password=");
                });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void passwordsOfValuesAreInSecretsOnly(String set) {
        assertThat(Chart.of(set).manifests())
                .filteredOn(manifest -> !(manifest.object() instanceof Secret))
                .allSatisfy(manifest -> assertThat(manifest.tree().toString()).doesNotContain("only-a-test"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void noVariableIsTwice(Workload workload) {
        assertThat(workload.containers())
                .allSatisfy(container -> assertThat(container.getEnv())
                        .extracting(EnvVar::getName)
                        .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void everyPropertyOfOursIsDocumented(Workload workload) {
        assertThat(workload.containers())
                .flatExtracting(Container::getEnv)
                .extracting(EnvVar::getName)
                .filteredOn(name -> name.startsWith("DEVHOOKS_"))
                .isSubsetOf(OperatorsGuide.variables());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void nodesAreProbedOnTheManagementPort(Workload workload) {
        Container node = workload.container();

        assertThat(node.getStartupProbe()).satisfies(probe -> asks(probe, "/actuator/health/liveness"));
        assertThat(node.getLivenessProbe()).satisfies(probe -> asks(probe, "/actuator/health/liveness"));
        assertThat(node.getReadinessProbe()).satisfies(probe -> asks(probe, "/actuator/health/readiness"));
        assertThat(plain(node, "MANAGEMENT_SERVER_ADDRESS")).isEqualTo("0.0.0.0");
        assertThat(node.getPorts()).anySatisfy(port -> {
            assertThat(port.getName()).isEqualTo("management");
            assertThat(port.getContainerPort()).isEqualTo(9090);
        });
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void nodesNeverMigrateThemselves(Workload workload) {
        assertThat(workload.env("DEVHOOKS_DATABASE_MIGRATE")).contains("false");
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void podsAreSpreadOverNodesAndZones(Workload workload) {
        assertThat(workload.pod().getTopologySpreadConstraints())
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(workload.pod().getTopologySpreadConstraints())
                .allSatisfy(spread -> assertThat(workload.podLabels())
                        .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
    }

    private static void asks(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    private static String plain(Container container, String name) {
        return container.getEnv().stream()
                .filter(env -> env.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(container.getName() + " has no " + name));
    }
}
