package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPolicyTest {

    static Stream<NetworkPolicy> nodes() {
        return Chart.sets().stream()
                .flatMap(set -> Chart.of(set).all(NetworkPolicy.class))
                .filter(policy -> policy.getMetadata().getName().matches(".*-(api|realtime)"));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void onlyTheMonitoringReachesTheManagementPort(NetworkPolicy policy) {
        assertThat(rulesFor(policy, "management"))
                .singleElement()
                .extracting(NetworkPolicyIngressRule::getFrom)
                .asInstanceOf(InstanceOfAssertFactories.list(NetworkPolicyPeer.class))
                .singleElement()
                .satisfies(peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                        .containsEntry("kubernetes.io/metadata.name", "monitoring"));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void everyRuleNamesPorts(NetworkPolicy policy) {
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress())
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
        assertThat(policy.getSpec().getEgress())
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime"})
    void onlyTheProxyReachesTheNodesWhereItIsNamed(String role) {
        NetworkPolicy policy = Chart.of("ingress-one-host").the(NetworkPolicy.class, "-" + role);

        assertThat(rulesFor(policy, "http"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(
                                peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                                        .containsEntry("kubernetes.io/metadata.name", "ingress-nginx")));
        assertThat(rulesFor(Chart.of("external-secret").the(NetworkPolicy.class, "-" + role), "http"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "external-secret, api, 53 53 5432",
        "external-secret, realtime, 53 53 5432",
        "external-secret, migrations, 53 53 5432",
        "separate-logins, api, 53 53 6432 5432 5433",
        "separate-logins, realtime, 53 53 6432 5432 5433",
        "separate-logins, migrations, 53 53 6432 5432 5433",
        "cloud-native-pg, api, 53 53 5432",
        "nats-password, api, 53 53 5432 4222",
        "nats-credentials, realtime, 53 53 5432 4333",
        "mail, api, 53 53 5432 465",
        "mail, realtime, 53 53 5432",
        "tracing, api, 53 53 5432 4318",
        "tracing, realtime, 53 53 5432 4318",
        "tracing, migrations, 53 53 5432",
    })
    void podsReachWhatTheyNeed(String set, String role, String ports) {
        NetworkPolicy policy = Chart.of(set).the(NetworkPolicy.class, "-" + role);

        assertThat(policy.getSpec().getEgress())
                .flatExtracting(NetworkPolicyEgressRule::getPorts)
                .extracting(NetworkPolicyPort::getPort)
                .extracting(IntOrString::getIntVal)
                .extracting(String::valueOf)
                .containsExactly(ports.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"separate-logins, 6432", "nats-credentials, 4333", "mail, 465", "tracing, 4318"})
    void peersOfEgressAreAsNamed(String set, int port) {
        NetworkPolicy policy = Chart.of(set).the(NetworkPolicy.class, "-api");

        assertThat(policy.getSpec().getEgress())
                .filteredOn(rule -> rule.getPorts().get(0).getPort().getIntVal() == port)
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTo()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud-native-pg", "cloud-native-pg-single"})
    void theDatabaseIsReachedByItsOwn(String set) {
        NetworkPolicy policy = Chart.of(set).the(NetworkPolicy.class, "-db");

        assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                .containsExactlyEntriesOf(Map.of("cnpg.io/cluster", "hooks-devhooks-sync-db"));
        assertThat(policy.getSpec().getIngress())
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
    }

    private static List<NetworkPolicyIngressRule> rulesFor(NetworkPolicy policy, String port) {
        return policy.getSpec().getIngress().stream()
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(one -> port.equals(one.getPort().getStrVal())))
                .toList();
    }
}
