package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MonitoringTest {

    /** Of Spring Boot's metrics, those that dashboard and alerts look at. */
    private static final Set<String> OF_SPRING = Set.of(
            "http_server_requests_seconds_count",
            "http_server_requests_seconds_sum",
            "hikaricp_connections_active",
            "hikaricp_connections_pending",
            "hikaricp_connections_timeout_total",
            "jvm_gc_pause_seconds_sum",
            "jvm_memory_max_bytes",
            "jvm_memory_usage_after_gc",
            "jvm_memory_used_bytes",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_files_open_files",
            "process_uptime_seconds");

    /** Of Prometheus itself, and of kube-state-metrics. */
    private static final Set<String> OF_OTHERS = Set.of("up", "kube_pod_status_ready");

    /** A name in front of its labels. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-z_]+)\\{");

    private static final Pattern DOCUMENTED_ALERT = Pattern.compile("(?m)^## (Devhooks\\w+)$");

    private static List<JsonNode> alerts() {
        return Chart.of("monitoring")
                .the("PrometheusRule")
                .at("/spec/groups/0/rules")
                .valueStream()
                .toList();
    }

    private static JsonNode dashboard() {
        return StrictReader.document(Chart.of("monitoring")
                .the(ConfigMap.class, "-dashboard")
                .getData()
                .getOrDefault("devhooks.json", ""));
    }

    @Test
    void metricsAreReadFromTheManagementPortOfBothRoles() {
        Rendering rendering = Chart.of("monitoring");
        JsonNode spec = rendering.the("PodMonitor").at("/spec");
        JsonNode endpoint = spec.at("/podMetricsEndpoints/0");
        List<String> roles = spec.at("/selector/matchExpressions/0/values")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(endpoint.at("/port").asString()).isEqualTo("management");
        assertThat(endpoint.at("/path").asString()).isEqualTo("/actuator/prometheus");
        assertThat(roles)
                .containsExactly("api", "realtime")
                .allSatisfy(role -> assertThat(rendering.workload(role).podLabels())
                        .containsEntry("app.kubernetes.io/component", role)
                        .containsEntry(
                                "app.kubernetes.io/name",
                                spec.at("/selector/matchLabels")
                                        .get("app.kubernetes.io/name")
                                        .asString()));
        assertThat(rendering.the("PodMonitor").object().getMetadata().getLabels())
                .containsEntry("release", "prometheus");
    }

    @Test
    void everyAlertSaysWhatItIsAndWhatToDo() {
        assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asString()).isIn("warning", "critical");
            assertThat(alert.at("/expr").asString()).isNotBlank();
            assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
            assertThat(alert.at("/annotations/description").asString()).isNotBlank();
            assertThat(alert.at("/annotations/runbook").asString()).isNotBlank();
            assertThat(alert.at("/annotations/runbook_url").asString())
                    .isEqualTo("https://git.example.com/alerts.md#"
                            + alert.at("/alert").asString().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void alertsAndTheirDocumentAreTheSame() {
        List<String> documented = DOCUMENTED_ALERT
                .matcher(Chart.read("docs/operations/alerts.md"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(alerts()).extracting(alert -> alert.at("/alert").asString()).containsExactlyElementsOf(documented);
    }

    @Test
    void alertsLookAtTheReleaseOnly() {
        assertThat(alerts())
                .extracting(alert -> alert.at("/expr").asString())
                .allSatisfy(expression -> assertThat(expression)
                        .doesNotContain("NODES", "PODS", "JOURNAL_MAX_BYTES")
                        .containsAnyOf(
                                "job=\"payments/hooks-devhooks-sync\"",
                                "namespace=\"payments\", pod=~\"hooks-devhooks-sync-(api|realtime)-.*\""));
        assertThat(Chart.of("monitoring").the("PodMonitor").name()).isEqualTo("hooks-devhooks-sync");
    }

    @Test
    void theJournalsAlertKnowsItsSize() {
        JsonNode rules = Chart.with("""
                        database: {external: {existingSecret: hooks-db}}
                        api: {journal: {enabled: true, size: 8Gi, maxBytes: 4294967296}}
                        monitoring: {rules: {enabled: true}}
                        """).the("PrometheusRule").at("/spec/groups/0/rules");

        assertThat(rules.valueStream().map(rule -> rule.at("/expr").asString()))
                .anyMatch(expression -> expression.endsWith("> 0.8 * 4294967296"));
    }

    @Test
    void alertsAndDashboardLookAtMetricsThatThereAre() {
        assertThat(metrics(alerts().stream().map(alert -> alert.at("/expr").asString())))
                .isNotEmpty()
                .allMatch(MonitoringTest::exists);
        assertThat(metrics(expressions())).isNotEmpty().allMatch(MonitoringTest::exists);
    }

    @Test
    void theDashboardShowsEveryMetricOfOurs() {
        Set<String> shown = metrics(expressions());

        assertThat(OperatorsGuide.metrics())
                .allSatisfy(documented -> assertThat(shown).anyMatch(metric -> isMeant(documented, metric)));
    }

    @Test
    void aMetricThatDoesNotExistIsNoticed() {
        assertThat(metrics(Stream.of("rate(devhooks_journal_event{a=\"b\"}[5m])")))
                .singleElement()
                .matches(metric -> !exists(metric));
    }

    @Test
    void panelsAreWholeAndStandBesideEachOther() {
        List<JsonNode> panels = dashboard().get("panels").valueStream().toList();

        assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .extracting(panel -> panel.at("/gridPos/x").asInt() + " "
                        + panel.at("/gridPos/y").asInt())
                .doesNotHaveDuplicates();
        assertThat(panels)
                .filteredOn(panel -> !panel.get("type").asString().equals("row"))
                .hasSizeGreaterThan(20)
                .allSatisfy(panel -> {
                    assertThat(panel.get("title").asString()).isNotBlank();
                    assertThat(panel.get("targets")).isNotEmpty();
                });
    }

    @Test
    void grafanaFindsTheDashboardByItsLabel() {
        assertThat(Chart.of("monitoring")
                        .the(ConfigMap.class, "-dashboard")
                        .getMetadata()
                        .getLabels())
                .containsEntry("grafana_dashboard", "1");
    }

    private static Stream<String> expressions() {
        return dashboard()
                .get("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.get("expr").asString());
    }

    private static Set<String> metrics(Stream<String> expressions) {
        return expressions
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean exists(String metric) {
        return OF_SPRING.contains(metric)
                || OF_OTHERS.contains(metric)
                || OperatorsGuide.metrics().stream().anyMatch(documented -> isMeant(documented, metric));
    }

    private static boolean isMeant(String documented, String metric) {
        return documented.endsWith("…") ? metric.startsWith(documented.replace("…", "")) : metric.equals(documented);
    }
}
