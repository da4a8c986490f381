package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static final String SSE_FILTER = "realtime/src/main/java/live/devhooks/realtime/sse/SseFilter.java";
    private static final String STOMP = "realtime/src/main/java/live/devhooks/realtime/stomp/StompConfiguration.java";

    @Test
    void onOneHostStreamsGoToRealtimeAndTheRestToApi() {
        assertThat(Chart.of("ingress-one-host").all(Ingress.class).map(RoutingTest::route))
                .containsExactlyInAnyOrder(
                        "hooks.example.com / Prefix api",
                        "hooks.example.com /stomp Prefix realtime",
                        "hooks.example.com /v1/sources/[^/]+/stream$ ImplementationSpecific realtime");
    }

    @Test
    void aHostOfTheStreamsGoesToRealtimeAltogether() {
        assertThat(Chart.of("ingress-two-hosts").all(Ingress.class).map(RoutingTest::route))
                .containsExactlyInAnyOrder("hooks.example.com / Prefix api", "stream.example.com / Prefix realtime");
    }

    @Test
    void annotationsOfPatternsAreWhereThePatternIsAndTimeLimitsWhereStreamsAre() {
        Rendering rendering = Chart.of("ingress-one-host");
        String timeLimit = "nginx.ingress.kubernetes.io/proxy-read-timeout";
        String pattern = "nginx.ingress.kubernetes.io/use-regex";

        assertThat(annotations(rendering, "-api")).doesNotContainKeys(timeLimit, pattern);
        assertThat(annotations(rendering, "-realtime")).containsKey(timeLimit).doesNotContainKey(pattern);
        assertThat(annotations(rendering, "-sse")).containsKeys(timeLimit, pattern);
        assertThat(List.of("-api", "-realtime", "-sse"))
                .allSatisfy(name -> assertThat(annotations(rendering, name))
                        .containsEntry("cert-manager.io/cluster-issuer", "letsencrypt"));
    }

    private static Map<String, String> annotations(Rendering rendering, String suffix) {
        return rendering.the(Ingress.class, suffix).getMetadata().getAnnotations();
    }

    @Test
    void eachHostHasItsCertificate() {
        assertThat(Chart.of("ingress-two-hosts").all(Ingress.class))
                .flatExtracting(ingress -> ingress.getSpec().getTls())
                .extracting(tls -> tls.getHosts().get(0) + " " + tls.getSecretName())
                .containsExactlyInAnyOrder("hooks.example.com hooks-tls", "stream.example.com stream-tls");
        assertThat(Chart.of("ingress-without-tls").all(Ingress.class))
                .allSatisfy(ingress -> assertThat(ingress.getSpec().getTls()).isEmpty());
    }

    @Test
    void aGatewayToldOneHostSendsStreamsToRealtime() {
        Rendering rendering = Chart.of("gateway-one-host");

        assertThat(routes(rendering, "-api")).containsExactly("PathPrefix /");
        assertThat(routes(rendering, "-realtime"))
                .containsExactly("PathPrefix /stomp", "RegularExpression /v1/sources/[^/]+/stream");
        assertThat(rendering.the(HTTPRoute.class, "-realtime").getSpec().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTimeouts().getRequest()).isEqualTo("0s"));
        assertThat(rendering.the(HTTPRoute.class, "-api").getSpec().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTimeouts()).isNull());
    }

    @Test
    void aGatewayToldTwoHostsTellsThemApart() {
        Rendering rendering = Chart.of("gateway-two-hosts");

        assertThat(routes(rendering, "-realtime")).containsExactly("PathPrefix /");
        assertThat(rendering.the(HTTPRoute.class, "-api").getSpec().getHostnames())
                .containsExactly("hooks.example.com");
        assertThat(rendering.the(HTTPRoute.class, "-realtime").getSpec().getHostnames())
                .containsExactly("stream.example.com");
        assertThat(rendering.the(HTTPRoute.class, "-realtime").getSpec().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTimeouts()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-one-host", "ingress-one-host"})
    void thePatternTakesWhatRealtimeServesAndNothingElse(String set) {
        Pattern pattern = Pattern.compile(Stream.concat(
                        Chart.of(set).all(Ingress.class).map(RoutingTest::path).map(HTTPIngressPath::getPath),
                        Chart.of(set).has("HTTPRoute") ? routes(Chart.of(set), "-realtime").stream() : Stream.of())
                .map(path -> path.replaceFirst("^RegularExpression ", ""))
                .filter(path -> path.contains("[^/]"))
                .findFirst()
                .orElseThrow());

        assertThat(pattern.matcher("/v1/sources/payment-flow/stream").matches()).isTrue();
        assertThat(List.of("/v1/sources/a/b/stream", "/v1/sources/a/stream/x", "/v1/sources/stream", "/v1/sources/a"))
                .noneMatch(path -> pattern.matcher(path).matches());
    }

    @Test
    void realtimeServesWhatIsSentToIt() {
        Matcher sse = Pattern.compile("Pattern PATH = Pattern\\.compile\\(\"([^\"]+)\"\\)")
                .matcher(Chart.read(SSE_FILTER));
        Matcher stomp = Pattern.compile("String PATH = \"([^\"]+)\"").matcher(Chart.read(STOMP));

        assertThat(sse.find() && stomp.find()).isTrue();
        assertThat("/v1/sources/payment-flow/stream").matches(sse.group(1));
        assertThat(stomp.group(1)).isEqualTo("/stomp");
    }

    @ParameterizedTest
    @CsvSource({
        "ingress-one-host, https://hooks.example.com, wss://hooks.example.com/stomp",
        "ingress-two-hosts, https://hooks.example.com, wss://stream.example.com/stomp",
        "ingress-without-tls, http://hooks.localhost, ws://hooks.localhost/stomp",
        "gateway-two-hosts, https://callbacks.example.com, wss://live.example.com/stomp",
    })
    void clientsAreToldTheAddressesOfTheRoutes(String set, String publicUrl, String streamUrl) {
        Workload api = Chart.of(set).workload("api");

        assertThat(api.env("DEVHOOKS_PUBLIC_URL")).contains(publicUrl);
        assertThat(api.env("DEVHOOKS_STREAM_URL")).contains(streamUrl);
    }

    @Test
    void withoutAHostTheAddressesAreThoseOfRequests() {
        Workload api = Chart.of("external-secret").workload("api");

        assertThat(api.env("DEVHOOKS_PUBLIC_URL")).isEmpty();
        assertThat(api.env("DEVHOOKS_STREAM_URL")).isEmpty();
    }

    @Test
    void trustedProxiesAreHandedOn() {
        assertThat(Chart.of("ingress-one-host").workload("api").env("DEVHOOKS_TRUSTED_PROXIES"))
                .contains("10.0.0.0/8,fd00::/8");
    }

    private static String route(Ingress ingress) {
        IngressRule rule = ingress.getSpec().getRules().get(0);
        HTTPIngressPath path = path(ingress);
        return "%s %s %s %s"
                .formatted(
                        rule.getHost(),
                        path.getPath(),
                        path.getPathType(),
                        path.getBackend().getService().getName().replaceFirst(".*-", ""));
    }

    private static HTTPIngressPath path(Ingress ingress) {
        return ingress.getSpec().getRules().get(0).getHttp().getPaths().get(0);
    }

    private static List<String> routes(Rendering rendering, String suffix) {
        return rendering.the(HTTPRoute.class, suffix).getSpec().getRules().stream()
                .flatMap(rule -> rule.getMatches().stream())
                .map(match -> match.getPath().getType() + " " + match.getPath().getValue())
                .toList();
    }
}
