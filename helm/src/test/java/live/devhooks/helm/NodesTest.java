package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Api and realtime: how many, with which disks and settings. */
class NodesTest {

    static Stream<Deployment> deployments() {
        return Chart.sets().stream().flatMap(set -> Chart.of(set).all(Deployment.class));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void anUpgradeTakesNoPodAwayBeforeTheNextIsReady(Deployment deployment) {
        var update = deployment.getSpec().getStrategy().getRollingUpdate();

        assertThat(update.getMaxUnavailable().getIntVal()).isZero();
        assertThat(update.getMaxSurge().getIntVal()).isPositive();
    }

    @Test
    void aJournalIsOnADiskOfThePodsOwnThatOutlivesIt() {
        StatefulSet api = Chart.of("journal").the(StatefulSet.class, "-api");
        PersistentVolumeClaim claim = api.getSpec().getVolumeClaimTemplates().get(0);
        Workload workload = Chart.of("journal").workload("api");
        String mount = workload.container().getVolumeMounts().stream()
                .filter(one -> one.getName().equals(claim.getMetadata().getName()))
                .findFirst()
                .orElseThrow()
                .getMountPath();

        assertThat(api.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(api.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
                .isEqualTo("Retain");
        assertThat(api.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenDeleted())
                .isEqualTo("Retain");
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
        assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("2Gi"));
        assertThat(workload.env("DEVHOOKS_INGEST_JOURNAL_ENABLED")).contains("true");
        assertThat(workload.env("DEVHOOKS_INGEST_JOURNAL_FOLDER").orElseThrow()).startsWith(mount + "/");
        assertThat(workload.env("DEVHOOKS_INGEST_JOURNAL_MAX_BYTES")).contains("1073741824");
    }

    @Test
    void withoutAJournalApiIsADeployment() {
        Workload api = Chart.of("external-secret").workload("api");

        assertThat(api.kind()).isEqualTo("Deployment");
        assertThat(api.env("DEVHOOKS_INGEST_JOURNAL_ENABLED")).isEmpty();
    }

    @Test
    void aJournalFitsOnItsDiskByDefault() {
        JsonNode journal = StrictReader.document(Chart.read("helm/values.yaml")).requiredAt("/api/journal");

        assertThat(journal.get("maxBytes").asLong())
                .isLessThanOrEqualTo(Quantity.getAmountInBytes(
                                        new Quantity(journal.get("size").asString()))
                                .longValue()
                        / 4
                        * 3);
    }

    @Test
    void apiIsScaledByItsProcessorsAndRealtimeByItsConnections() {
        Rendering rendering = Chart.of("autoscaling");
        MetricSpec api = metric(rendering, "-api");
        MetricSpec realtime = metric(rendering, "-realtime");

        assertThat(api.getResource().getName()).isEqualTo("cpu");
        assertThat(api.getResource().getTarget().getAverageUtilization()).isEqualTo(70);
        assertThat(realtime.getPods().getMetric().getName())
                .isEqualTo("devhooks_connections")
                .isIn(OperatorsGuide.metrics());
        assertThat(realtime.getPods().getTarget().getAverageValue()).isEqualTo(new Quantity("5000"));
    }

    private static MetricSpec metric(Rendering rendering, String suffix) {
        return rendering
                .the(HorizontalPodAutoscaler.class, suffix)
                .getSpec()
                .getMetrics()
                .get(0);
    }

    @Test
    void apiWithJournalsIsNeverScaledInByItself() {
        assertThat(scaleDown("journal-autoscaling")).isEqualTo("Disabled");
        assertThat(scaleDown("autoscaling")).isEqualTo("default");
    }

    private static String scaleDown(String set) {
        String policy = Chart.of(set)
                .the(HorizontalPodAutoscaler.class, "-api")
                .getSpec()
                .getBehavior()
                .getScaleDown()
                .getSelectPolicy();
        return policy == null ? "default" : policy;
    }

    @Test
    void natsIsNamedWithItsLogin() {
        Workload withPassword = Chart.of("nats-password").workload("realtime");
        Workload withFile = Chart.of("nats-credentials").workload("api");

        assertThat(withPassword.env("DEVHOOKS_FAN_OUT_ENGINE")).contains("nats");
        assertThat(withPassword.env("DEVHOOKS_FAN_OUT_NATS_SERVERS"))
                .contains("nats://nats-0.nats:4222,nats://nats-1.nats:4222,nats://nats-2.nats");
        assertThat(withPassword.envSecret("DEVHOOKS_FAN_OUT_NATS_USERNAME")).contains("nats-login/username");
        assertThat(withPassword.envSecret("DEVHOOKS_FAN_OUT_NATS_PASSWORD")).contains("nats-login/password");
        assertThat(withFile.env("DEVHOOKS_FAN_OUT_NATS_CREDENTIALS_FILE").orElseThrow())
                .startsWith(withFile.container().getVolumeMounts().stream()
                        .filter(mount -> mount.getName().equals("nats"))
                        .findFirst()
                        .orElseThrow()
                        .getMountPath());
        assertThat(withFile.envSecret("DEVHOOKS_FAN_OUT_NATS_PASSWORD")).isEmpty();
    }

    @Test
    void theExampleForNatsHasTheLoginThatTheReadmeMakes() {
        JsonNode example = StrictReader.document(Chart.read("helm/examples/nats.yaml"));
        JsonNode password = example.requiredAt("/container/env/NATS_PASSWORD/valueFrom/secretKeyRef");
        JsonNode values = StrictReader.document(Chart.read("helm/values.yaml"));

        assertThat(Chart.read("helm/README.md"))
                .contains("secret generic " + password.get("name").asString() + " --from-literal="
                        + values.requiredAt("/fanOut/nats/usernameKey").asString() + "="
                        + example.requiredAt("/config/merge/authorization/user").asString());
        assertThat(password.get("key").asString())
                .isEqualTo(values.requiredAt("/fanOut/nats/passwordKey").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime"})
    void withoutNatsPostgresWakesTheStreams(String role) {
        Workload node = Chart.of("external-secret").workload(role);

        assertThat(node.env("DEVHOOKS_FAN_OUT_ENGINE")).contains("postgresql");
        assertThat(node.env("DEVHOOKS_FAN_OUT_NATS_SERVERS")).isEmpty();
    }

    @Test
    void mailsGoToTheServerWithItsLogin() {
        Workload api = Chart.of("mail").workload("api");

        assertThat(api.env("SPRING_MAIL_HOST")).contains("smtp.example.com");
        assertThat(api.env("SPRING_MAIL_PORT")).contains("465");
        assertThat(api.env("DEVHOOKS_MAIL_FROM")).contains("hooks@example.com");
        assertThat(api.env("SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED"))
                .contains("true");
        assertThat(api.envSecret("SPRING_MAIL_PASSWORD")).contains("smtp-login/password");
        assertThat(Chart.of("mail").workload("realtime").env("SPRING_MAIL_HOST"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime"})
    void tracesGoToTheCollector(String role) {
        Workload node = Chart.of("tracing").workload(role);

        assertThat(node.env("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT"))
                .contains("http://collector.observability:4318/v1/traces");
        assertThat(node.env("MANAGEMENT_TRACING_SAMPLING_PROBABILITY")).contains("0.25");
        assertThat(node.env("OTEL_RESOURCE_ATTRIBUTES")).contains("service.instance.id=$(POD_NAME)");
        assertThat(Chart.of("external-secret")
                        .workload(role)
                        .env("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT"))
                .isEmpty();
    }

    @Test
    void imagesComeFromTheRegistryWithTagOrDigest() {
        Rendering rendering = Chart.of("images");

        assertThat(rendering.workload("api").container().getImage())
                .matches("registry\\.example\\.com/team/devhooks/sync-api@sha256:[0-9a-f]{64}");
        assertThat(rendering.workload("realtime").container().getImage())
                .isEqualTo("registry.example.com/team/hooks/realtime:0.1.2");
        assertThat(rendering.workload("migrations").container().getImage())
                .isEqualTo("registry.example.com/team/devhooks/sync-migrations:0.1.1");
        assertThat(rendering.workloads()).allSatisfy(workload -> {
            assertThat(workload.container().getImagePullPolicy()).isEqualTo("Always");
            assertThat(workload.pod().getImagePullSecrets())
                    .extracting(secret -> secret.getName())
                    .containsExactly("registry-login");
        });
    }

    @Test
    void imagesHaveTheVersionOfTheChartByDefaultAndNoHost() {
        assertThat(Chart.of("external-secret").workload("api").container().getImage())
                .isEqualTo("devhooks/sync-api:"
                        + StrictReader.document(Chart.read("helm/Chart.yaml"))
                                .get("appVersion")
                                .asString());
    }

    @Test
    void anyPropertyCanBeSet() {
        String json = Chart.of("placement")
                .workload("api")
                .env("SPRING_APPLICATION_JSON")
                .orElseThrow();

        assertThat(StrictReader.document(json)
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .isEqualTo(List.of("5000", "1000000", "Africa/Nairobi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "realtime"})
    void podsGoWhereTheyAreSent(String role) {
        Workload node = Chart.of("placement").workload(role);

        assertThat(node.pod().getNodeSelector()).containsEntry("disk", "fast");
        assertThat(node.podLabels()).containsEntry("example.com/c", "d").containsEntry("team", "payments");
        assertThat(node.template().getMetadata().getAnnotations()).containsEntry("example.com/a", "b");
        assertThat(node.env("TZ")).contains("Africa/Nairobi");
        assertThat(node.pod().getServiceAccountName()).isEqualTo("hooks-nodes");
    }

    @Test
    void settingsOfOneRoleAreNotThoseOfTheOther() {
        Rendering rendering = Chart.of("placement");

        assertThat(rendering.workload("api").pod().getPriorityClassName()).isEqualTo("important");
        assertThat(rendering.workload("realtime").pod().getPriorityClassName()).isNull();
        assertThat(rendering.workload("api").pod().getTopologySpreadConstraints())
                .allSatisfy(spread -> assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule"));
        assertThat(rendering.workload("realtime").pod().getTopologySpreadConstraints())
                .allSatisfy(spread -> assertThat(spread.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway"));
    }

    @Test
    void aNewVersionOfTheChartAloneReplacesNoPods() {
        assertThat(Chart.of("external-secret").workloads())
                .allSatisfy(workload -> assertThat(workload.podLabels())
                        .doesNotContainKeys("helm.sh/chart", "app.kubernetes.io/version"));
    }
}
