package live.devhooks.helm;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads manifests so that a field which does not exist, is written twice, or has a value of another type is an error. */
final class StrictReader {

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class));

    /** Of kinds that operators bring along there are no types: the fields that the chart may use. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "postgresql.cnpg.io/v1/Cluster",
            Set.of(
                    "affinity",
                    "bootstrap",
                    "externalClusters",
                    "imageName",
                    "imagePullSecrets",
                    "instances",
                    "managed",
                    "plugins",
                    "postgresql",
                    "primaryUpdateMethod",
                    "primaryUpdateStrategy",
                    "resources",
                    "storage",
                    "walStorage"),
            "postgresql.cnpg.io/v1/ScheduledBackup",
            Set.of("backupOwnerReference", "cluster", "immediate", "method", "pluginConfiguration", "schedule"),
            "barmancloud.cnpg.io/v1/ObjectStore",
            Set.of("configuration", "retentionPolicy"),
            "monitoring.coreos.com/v1/PodMonitor",
            Set.of("podMetricsEndpoints", "selector"),
            "monitoring.coreos.com/v1/PrometheusRule",
            Set.of("groups"));

    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new WithoutAnySetter())
            .build();

    private StrictReader() {}

    /** The types keep unknown fields by a method for any field: as if they had none. */
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {

        @Override
        public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
            return false;
        }
    }

    static List<Rendering.Manifest> manifests(String yaml) {
        List<Rendering.Manifest> manifests = new ArrayList<>();
        for (JsonNode tree : documents(yaml)) {
            manifests.add(new Rendering.Manifest(tree, object(tree)));
        }
        return manifests;
    }

    /** One document, such as a file of values. */
    static JsonNode document(String yaml) {
        return MAPPER.readTree(yaml);
    }

    static <T extends HasMetadata> T read(String yaml, Class<T> type) {
        return MAPPER.readValue(yaml, type);
    }

    private static List<JsonNode> documents(String yaml) {
        try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll().stream()
                    .filter(document -> document.isObject() && !document.isEmpty())
                    .toList();
        }
    }

    private static HasMetadata object(JsonNode tree) {
        String type = tree.requiredAt("/apiVersion").asString() + "/"
                + tree.requiredAt("/kind").asString();
        Class<? extends HasMetadata> known = TYPES.get(type);
        if (known != null) {
            return MAPPER.treeToValue(tree, known);
        }
        Set<String> allowed = FIELDS.get(type);
        if (allowed == null) {
            throw new AssertionError("nobody has said what a " + type + " may have");
        }
        Set<String> others = new TreeSet<>(tree.requiredAt("/spec").propertyNames());
        others.removeAll(allowed);
        if (!others.isEmpty()) {
            throw new AssertionError(type + " has " + others);
        }
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion(tree.requiredAt("/apiVersion").asString());
        resource.setKind(tree.requiredAt("/kind").asString());
        resource.setMetadata(
                MAPPER.treeToValue(tree.requiredAt("/metadata"), io.fabric8.kubernetes.api.model.ObjectMeta.class));
        return resource;
    }
}
