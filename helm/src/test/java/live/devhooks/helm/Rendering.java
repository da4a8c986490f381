package live.devhooks.helm;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the chart renders for one set of values. */
record Rendering(List<Manifest> manifests) {

    /** One object: as it was written, and, where Kubernetes itself has its type, as that type. */
    record Manifest(JsonNode tree, HasMetadata object) {

        String kind() {
            return object.getKind();
        }

        String name() {
            return object.getMetadata().getName();
        }

        String id() {
            return kind() + "/" + name();
        }

        /** The value at a path such as {@code /spec/replicas}; a test fails where it is missing. */
        JsonNode at(String path) {
            return tree.requiredAt(path);
        }
    }

    static Rendering read(String yaml) {
        return new Rendering(StrictReader.manifests(yaml));
    }

    /** The objects of a type of Kubernetes's. */
    <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return manifests.stream().map(Manifest::object).filter(type::isInstance).map(type::cast);
    }

    /** The one object of a type whose name ends so. */
    <T extends HasMetadata> T the(Class<T> type, String suffix) {
        List<T> found = all(type)
                .filter(object -> object.getMetadata().getName().endsWith(suffix))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of type " + type.getSimpleName() + " end with " + suffix);
        }
        return found.get(0);
    }

    /** The one object of a kind that Kubernetes itself does not have. */
    Manifest the(String kind) {
        List<Manifest> found =
                manifests.stream().filter(one -> one.kind().equals(kind)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind);
        }
        return found.get(0);
    }

    /** Whether there is an object of this kind. */
    boolean has(String kind) {
        return manifests.stream().anyMatch(one -> one.kind().equals(kind));
    }

    Stream<Workload> workloads() {
        return manifests.stream().map(Manifest::object).flatMap(object -> Workload.of(object).stream());
    }

    /** The workload of a role: {@code api}, {@code realtime} or {@code migrations}. */
    Workload workload(String role) {
        return workloads()
                .filter(workload -> workload.name().endsWith("-" + role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + role));
    }
}
