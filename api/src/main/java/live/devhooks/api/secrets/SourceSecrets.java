package live.devhooks.api.secrets;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.sources.Sources;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The secrets of a source: shown once, kept as hashes. */
@Component
class SourceSecrets {

    /** Most secrets of a source. */
    static final int MAX_SECRETS = 100;

    private final EntityManager entities;
    private final SourceSecretRepository repository;
    private final JdbcClient jdbc;
    private final Sources sources;
    private final AuditLog audit;
    private final InstantSource clock;

    SourceSecrets(
            EntityManager entities,
            SourceSecretRepository repository,
            DataSource dataSource,
            Sources sources,
            AuditLog audit,
            InstantSource clock) {
        this.entities = entities;
        this.repository = repository;
        this.jdbc = JdbcClient.create(dataSource);
        this.sources = sources;
        this.audit = audit;
        this.clock = clock;
    }

    /** A secret as it may be shown at any time. */
    @Schema(name = "Secret")
    record Listed(
            UUID id,
            String name,
            String prefix,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** A secret as it is shown once, to whoever made it. */
    @Schema(name = "CreatedSecret")
    record Created(UUID id, String secret, String prefix) {}

    @Transactional
    Created create(String source, String name) {
        long sourceId = sources.get(source).id();
        if (repository.countByAccountIdAndSourceId(Tenancy.required(), sourceId) >= MAX_SECRETS) {
            throw new ProblemException(
                    ProblemType.TOO_MANY, "A source has at most " + MAX_SECRETS + " secrets; revoke one");
        }
        Secret secret = Secret.random(Secret.Kind.SOURCE);
        SourceSecretEntity entity = new SourceSecretEntity(Tenancy.required(), sourceId, name, secret, clock.instant());
        entities.persist(entity);
        audit.record("secret.created", source + " " + entity.prefix);
        return new Created(entity.id, secret.value(), entity.prefix);
    }

    @Transactional(readOnly = true)
    List<Listed> list(String source) {
        return repository
                .findByAccountIdAndSourceIdOrderByCreatedAt(
                        Tenancy.required(), sources.get(source).id(), Limit.of(MAX_SECRETS))
                .stream()
                .map(secret -> new Listed(secret.id, secret.name, secret.prefix, secret.createdAt, secret.lastUsedAt))
                .toList();
    }

    /** Of several who revoke a secret at once, one does. */
    @Transactional
    void revoke(String source, UUID id) {
        String prefix = jdbc.sql(
                        "delete from source_secret where account_id = ? and source_id = ? and id = ? returning prefix")
                .param(Tenancy.required())
                .param(sources.get(source).id())
                .param(id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "The source has no such secret"));
        audit.record("secret.revoked", source + " " + prefix);
    }
}
