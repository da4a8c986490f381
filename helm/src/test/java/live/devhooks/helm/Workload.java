package live.devhooks.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whatever makes pods. */
record Workload(
        HasMetadata object,
        PodTemplateSpec template,
        @Nullable LabelSelector selector) {

    static Optional<Workload> of(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Optional.of(new Workload(
                    object,
                    deployment.getSpec().getTemplate(),
                    deployment.getSpec().getSelector()));
        }
        if (object instanceof StatefulSet set) {
            return Optional.of(new Workload(
                    object, set.getSpec().getTemplate(), set.getSpec().getSelector()));
        }
        if (object instanceof Job job) {
            return Optional.of(new Workload(object, job.getSpec().getTemplate(), null));
        }
        return Optional.empty();
    }

    String name() {
        return object.getMetadata().getName();
    }

    String kind() {
        return object.getKind();
    }

    /** Whether its pods run until they are told to stop. */
    boolean isLongRunning() {
        return !(object instanceof Job);
    }

    /** What each of its pods has a volume of its own for. */
    List<PersistentVolumeClaim> volumeClaims() {
        return object instanceof StatefulSet set ? set.getSpec().getVolumeClaimTemplates() : List.of();
    }

    Map<String, String> podLabels() {
        return template.getMetadata().getLabels();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    Container container() {
        return pod().getContainers().get(0);
    }

    List<Container> containers() {
        return Stream.concat(pod().getContainers().stream(), pod().getInitContainers().stream())
                .toList();
    }

    /** For the names of tests. */
    @Override
    public String toString() {
        return kind() + "/" + name();
    }

    /** The value of an environment variable of its container; empty where it has none, or takes it from elsewhere. */
    Optional<String> env(String name) {
        return variable(name).map(EnvVar::getValue);
    }

    /** The Secret and the key that an environment variable of its container is taken from, as {@code name/key}. */
    Optional<String> envSecret(String name) {
        return variable(name)
                .map(EnvVar::getValueFrom)
                .map(from -> from.getSecretKeyRef().getName() + "/"
                        + from.getSecretKeyRef().getKey());
    }

    private Optional<EnvVar> variable(String name) {
        return container().getEnv().stream()
                .filter(env -> env.getName().equals(name))
                .findFirst();
    }
}
