package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A PostgreSQL of the release's own. */
class CloudNativePgTest {

    private static final Pattern ROLE = Pattern.compile("devhooks_(app|ingest|stream|door|front)\\b");

    @ParameterizedTest
    @CsvSource({
        "api, hooks-devhooks-sync-api-login",
        "realtime, hooks-devhooks-sync-realtime-login",
    })
    void nodesSignInToTheReleasesPostgresWithLoginsThatOwnNothing(String role, String secret) {
        Workload node = Chart.of("cloud-native-pg").workload(role);

        assertThat(node.env("DEVHOOKS_DATABASE_URL").orElseThrow())
                .startsWith("jdbc:postgresql://hooks-devhooks-sync-db-rw:5432/devhooks?sslmode=verify-full");
        assertThat(node.envSecret("DEVHOOKS_DATABASE_USERNAME")).contains(secret + "/username");
        assertThat(node.envSecret("DEVHOOKS_DATABASE_PASSWORD")).contains(secret + "/password");
        assertThat(node.pod().getVolumes())
                .filteredOn(volume -> volume.getName().equals("database-ca"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getSecret().getItems())
                        .as("the public half only")
                        .extracting(item -> item.getKey())
                        .containsExactly("ca.crt"));
    }

    @Test
    void theOperatorMakesTheLoginsAsRunningSays() {
        JsonNode cluster = Chart.of("cloud-native-pg").the("Cluster").tree();
        String guide = Chart.read("docs/operations/running.md");

        for (JsonNode role : cluster.at("/spec/managed/roles")) {
            String login = role.get("name").asString();
            List<String> memberOf =
                    role.get("inRoles").valueStream().map(JsonNode::asString).toList();
            assertThat(guide).contains("grant " + String.join(", ", memberOf) + " to " + login + ";");
        }
        assertThat(cluster.at("/spec/managed/roles")).hasSize(2);
    }

    @Test
    void theClusterBeginsWithTheRolesOfTheMigrations() {
        Set<String> ofMigrations = new TreeSet<>();
        for (String file : List.of("V0001__create_roles.sql", "V0008__create_front.sql")) {
            ROLE.matcher(Chart.read("migrations/src/main/resources/db/migration/" + file))
                    .results()
                    .forEach(role -> ofMigrations.add(role.group()));
        }
        List<String> statements = Chart.of("cloud-native-pg")
                .the("Cluster")
                .at("/spec/bootstrap/initdb/postInitApplicationSQL")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(statements)
                .filteredOn(statement -> statement.startsWith("create role"))
                .containsExactlyInAnyOrderElementsOf(ofMigrations.stream()
                        .map(role -> "create role " + role + " nologin")
                        .collect(Collectors.toSet()));
        assertThat(statements)
                .filteredOn(statement -> statement.startsWith("grant"))
                .containsExactlyInAnyOrderElementsOf(ofMigrations.stream()
                        .map(role -> "grant " + role + " to devhooks")
                        .collect(Collectors.toSet()));
        assertThat(statements).contains("alter role devhooks createrole");
    }

    @Test
    void aCommitIsOnTwoServersAndNoFailoverLosesIt() {
        JsonNode spec = Chart.of("cloud-native-pg").the("Cluster").at("/spec");

        assertThat(spec.at("/instances").asInt()).isEqualTo(3);
        assertThat(spec.at("/postgresql/synchronous/method").asString()).isEqualTo("any");
        assertThat(spec.at("/postgresql/synchronous/number").asInt()).isOne();
        assertThat(spec.at("/postgresql/synchronous/dataDurability").asString()).isEqualTo("required");
        assertThat(spec.at("/postgresql/synchronous/failoverQuorum").asBoolean())
                .isTrue();
        assertThat(spec.at("/postgresql/parameters/track_commit_timestamp").asString())
                .isEqualTo("on");
        assertThat(spec.at("/affinity/podAntiAffinityType").asString()).isEqualTo("required");
    }

    @Test
    void availabilityCanBePreferredAndOneServerAloneWaitsForNobody() {
        JsonNode preferred = Chart.of("cloud-native-pg-recovery").the("Cluster").at("/spec/postgresql/synchronous");
        JsonNode single = Chart.of("cloud-native-pg-single").the("Cluster").tree();

        assertThat(preferred.at("/dataDurability").asString()).isEqualTo("preferred");
        assertThat(preferred.at("/failoverQuorum").asBoolean()).isFalse();
        assertThat(single.at("/spec/postgresql/synchronous").isMissingNode()).isTrue();
    }

    @Test
    void parametersThatTheChartSetsCannotBeUndone() {
        JsonNode parameters = Chart.with(
                        "database: {cloudNativePg: {enabled: true, parameters: {track_commit_timestamp: 'off', work_mem: 8MB}}}")
                .the("Cluster")
                .at("/spec/postgresql/parameters");

        assertThat(parameters.at("/track_commit_timestamp").asString()).isEqualTo("on");
        assertThat(parameters.at("/work_mem").asString()).isEqualTo("8MB");
    }

    @Test
    void backupsGoToTheObjectStoreByThePlugin() {
        Rendering rendering = Chart.of("cloud-native-pg-backups");
        JsonNode plugin = rendering.the("Cluster").at("/spec/plugins/0");
        JsonNode store = rendering.the("ObjectStore").at("/spec");
        JsonNode backup = rendering.the("ScheduledBackup").at("/spec");

        assertThat(plugin.at("/isWALArchiver").asBoolean()).isTrue();
        assertThat(plugin.at("/parameters/barmanObjectName").asString())
                .isEqualTo(rendering.the("ObjectStore").name());
        assertThat(store.at("/configuration/destinationPath").asString()).isEqualTo("s3://backups/devhooks");
        assertThat(store.at("/configuration/s3Credentials/secretAccessKey/name").asString())
                .isEqualTo("backup-credentials");
        assertThat(backup.at("/method").asString()).isEqualTo("plugin");
        assertThat(backup.at("/pluginConfiguration/name").asString())
                .isEqualTo(plugin.at("/name").asString());
        assertThat(backup.at("/cluster/name").asString())
                .isEqualTo(rendering.the("Cluster").name());
        assertThat(backup.at("/schedule").asString().split(" ", -1)).hasSize(6);
    }

    @Test
    void aRecoveryReadsOneArchiveAndWritesAnother() {
        JsonNode spec = Chart.of("cloud-native-pg-recovery").the("Cluster").at("/spec");

        assertThat(spec.at("/bootstrap/initdb").isMissingNode()).isTrue();
        assertThat(spec.at("/bootstrap/recovery/source").asString())
                .isEqualTo(spec.at("/externalClusters/0/name").asString());
        assertThat(spec.at("/bootstrap/recovery/recoveryTarget/targetTime").asString())
                .isEqualTo("2026-11-24T02:11:09Z");
        assertThat(spec.at("/externalClusters/0/plugin/parameters/serverName").asString())
                .isEqualTo("devhooks-1");
        assertThat(spec.at("/plugins/0/parameters/serverName").asString()).isEqualTo("devhooks-2");
    }

    @Test
    void anUninstallLeavesTheDataAndWhatOpensIt() {
        assertThat(Chart.of("cloud-native-pg").manifests())
                .filteredOn(manifest ->
                        manifest.kind().equals("Cluster") || manifest.kind().equals("Secret"))
                .hasSize(3)
                .allSatisfy(
                        manifest -> assertThat(manifest.object().getMetadata().getAnnotations())
                                .containsEntry("helm.sh/resource-policy", "keep"));
    }

    @Test
    void passwordsAreMadeOnceAndKept() {
        Secret made = Chart.of("cloud-native-pg").the(Secret.class, "-api-login");

        assertThat(made.getType()).isEqualTo("kubernetes.io/basic-auth");
        assertThat(made.getData()).containsEntry("username", "ZGV2aG9va3NfYXBpX2xvZ2lu");
        assertThat(made.getData().get("password")).hasSizeGreaterThanOrEqualTo(40);
        StandInCluster.running()
                .having(
                        "hooks-devhooks-sync-api-login",
                        """
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"hooks-devhooks-sync-api-login","namespace":"payments"},
                 "data":{"username":"ZGV2aG9va3NfYXBpX2xvZ2lu","password":"a2VwdA=="}}
                """,
                        () -> assertThat(Chart.with("database: {cloudNativePg: {enabled: true}}")
                                        .the(Secret.class, "-api-login")
                                        .getData())
                                .containsEntry("password", "a2VwdA=="));
    }

    @Test
    void loginsThatAreThereAreUsed() {
        Rendering rendering = Chart.of("cloud-native-pg-backups");

        assertThat(rendering.has("Secret")).isFalse();
        assertThat(rendering.workload("realtime").envSecret("DEVHOOKS_DATABASE_PASSWORD"))
                .contains("hooks-realtime-login/password");
        assertThat(rendering
                        .the("Cluster")
                        .at("/spec/managed/roles/0/passwordSecret/name")
                        .asString())
                .isEqualTo("hooks-api-login");
    }
}
