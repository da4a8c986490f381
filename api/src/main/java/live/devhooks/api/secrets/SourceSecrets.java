package live.devhooks.api.secrets;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.sources.Sources;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The secrets of a source: shown once, kept as hashes. */
@Component
class SourceSecrets {

    /** Most secrets in one listing. */
    static final int MAX_LISTED = 1_000;

    private final EntityManager entities;
    private final SourceSecretRepository repository;
    private final Sources sources;
    private final InstantSource clock;

    SourceSecrets(EntityManager entities, SourceSecretRepository repository, Sources sources, InstantSource clock) {
        this.entities = entities;
        this.repository = repository;
        this.sources = sources;
        this.clock = clock;
    }

    /** A secret as it may be shown at any time. */
    record Listed(UUID id, String name, String prefix, Instant createdAt) {}

    /** A secret as it is shown once, to whoever made it. */
    record Created(UUID id, String secret, String prefix) {}

    @Transactional
    Created create(String source, String name) {
        Secret secret = Secret.random(Secret.Kind.SOURCE);
        SourceSecretEntity entity = new SourceSecretEntity(
                Tenancy.required(), sources.get(source).id(), name, secret.prefix(), secret.hash(), clock.instant());
        entities.persist(entity);
        return new Created(entity.id, secret.value(), entity.prefix);
    }

    @Transactional(readOnly = true)
    List<Listed> list(String source) {
        return repository
                .findByAccountIdAndSourceIdOrderByCreatedAt(
                        Tenancy.required(), sources.get(source).id(), Limit.of(MAX_LISTED))
                .stream()
                .map(entity -> new Listed(entity.id, entity.name, entity.prefix, entity.createdAt))
                .toList();
    }

    @Transactional
    void revoke(String source, UUID id) {
        int revoked = repository.deleteByAccountIdAndSourceIdAndId(
                Tenancy.required(), sources.get(source).id(), id);
        if (revoked == 0) {
            throw new ProblemException(ProblemType.NOT_FOUND, "The source has no such secret");
        }
    }
}
