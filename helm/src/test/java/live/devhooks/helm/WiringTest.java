package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What names something else names something that is there. */
class WiringTest {

    private static final int MANAGEMENT = 9090;

    static List<String> sets() {
        return Chart.sets();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void workloadsSelectTheirOwnPodsAndNoOthers(String set) {
        Rendering rendering = Chart.of(set);

        assertThat(rendering.workloads().filter(Workload::isLongRunning))
                .isNotEmpty()
                .allSatisfy(workload -> {
                    assertThat(workload.selector()).isNotNull();
                    assertThat(selected(rendering, workload.selector().getMatchLabels()))
                            .containsExactly(workload.name());
                });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void servicesLeadToPublicPortsOfPods(String set) {
        Rendering rendering = Chart.of(set);

        assertThat(rendering.all(Service.class)).hasSize(2).allSatisfy(service -> {
            String role = service.getMetadata().getName().replaceFirst(".*-", "");
            assertThat(selected(rendering, service.getSpec().getSelector()))
                    .containsExactly(service.getMetadata().getName());
            assertThat(service.getSpec().getPorts()).allSatisfy(port -> {
                ContainerPort target =
                        port(rendering, role, port.getTargetPort().getStrVal());
                assertThat(target.getContainerPort()).isNotEqualTo(MANAGEMENT);
            });
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void budgetsAreForPodsOfOneWorkload(String set) {
        Rendering rendering = Chart.of(set);

        assertThat(rendering.all(PodDisruptionBudget.class))
                .hasSize(set.equals("bare") ? 0 : 2)
                .allSatisfy(budget -> assertThat(selected(
                                rendering, budget.getSpec().getSelector().getMatchLabels()))
                        .containsExactly(budget.getMetadata().getName()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void autoscalersScaleWorkloadsThatHaveNoNumberOfTheirOwn(String set) {
        Rendering rendering = Chart.of(set);

        assertThat(rendering.all(HorizontalPodAutoscaler.class)).allSatisfy(scaler -> {
            var target = scaler.getSpec().getScaleTargetRef();
            Rendering.Manifest workload = manifest(rendering, target.getKind() + "/" + target.getName());
            assertThat(workload.tree().at("/spec/replicas").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("sets")
    void routesLeadToPortsOfServices(String set) {
        Rendering rendering = Chart.of(set);
        Set<String> ports = rendering
                .all(Service.class)
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .flatMap(port -> Stream.of(
                                service.getMetadata().getName() + ":" + port.getName(),
                                service.getMetadata().getName() + ":" + port.getPort())))
                .collect(Collectors.toSet());

        assertThat(rendering.all(Ingress.class))
                .flatExtracting(ingress -> ingress.getSpec().getRules())
                .flatExtracting(rule -> rule.getHttp().getPaths())
                .extracting(path -> path.getBackend().getService())
                .allSatisfy(backend -> assertThat(ports)
                        .contains(backend.getName() + ":" + backend.getPort().getName()));
        assertThat(rendering.all(HTTPRoute.class))
                .flatExtracting(route -> route.getSpec().getRules())
                .flatExtracting(rule -> rule.getBackendRefs())
                .allSatisfy(backend -> assertThat(ports).contains(backend.getName() + ":" + backend.getPort()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void serviceAccountsAreThere(String set) {
        Rendering rendering = Chart.of(set);
        List<String> accounts = rendering
                .all(ServiceAccount.class)
                .map(account -> account.getMetadata().getName())
                .toList();

        assertThat(rendering.workloads())
                .extracting(workload -> workload.pod().getServiceAccountName())
                .filteredOn(account -> !account.equals("default"))
                .isSubsetOf(accounts);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void secretsOfTheReleaseAreThereAndHaveTheirKeys(String set) {
        Rendering rendering = Chart.of(set);
        Map<String, Set<String>> secrets = rendering
                .all(Secret.class)
                .collect(Collectors.toMap(secret -> secret.getMetadata().getName(), WiringTest::keys));

        assertThat(rendering.workloads())
                .flatExtracting(Workload::containers)
                .flatExtracting(container -> container.getEnv())
                .map(WiringTest::secretKey)
                .filteredOn(key -> key != null && key.getName().startsWith("hooks-devhooks-sync"))
                // The operator makes this one, with these keys.
                .filteredOn(key -> !key.getName().equals("hooks-devhooks-sync-db-app")
                        || !Set.of("username", "password").contains(key.getKey()))
                .allSatisfy(key -> assertThat(secrets.getOrDefault(key.getName(), Set.of()))
                        .contains(key.getKey()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyPodOfOursIsHeldByAPolicy(String set) {
        Rendering rendering = Chart.of(set);
        Set<String> held = rendering
                .all(NetworkPolicy.class)
                .flatMap(policy ->
                        selected(rendering, policy.getSpec().getPodSelector().getMatchLabels()).stream())
                .collect(Collectors.toSet());

        assertThat(held)
                .containsExactlyInAnyOrderElementsOf(
                        set.equals("bare")
                                ? Set.of()
                                : rendering.workloads().map(Workload::name).collect(Collectors.toSet()));
    }

    private static @Nullable SecretKeySelector secretKey(EnvVar env) {
        return env.getValueFrom() == null ? null : env.getValueFrom().getSecretKeyRef();
    }

    private static Set<String> keys(Secret secret) {
        return (secret.getStringData() == null || secret.getStringData().isEmpty()
                        ? secret.getData()
                        : secret.getStringData())
                .keySet();
    }

    private static List<String> selected(Rendering rendering, Map<String, String> labels) {
        return rendering
                .workloads()
                .filter(workload -> workload.podLabels().entrySet().containsAll(labels.entrySet()))
                .map(Workload::name)
                .toList();
    }

    private static ContainerPort port(Rendering rendering, String role, String name) {
        return rendering.workload(role).container().getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(role + " has no port " + name));
    }

    private static Rendering.Manifest manifest(Rendering rendering, String id) {
        return rendering.manifests().stream()
                .filter(manifest -> manifest.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + id));
    }
}
