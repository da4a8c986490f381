package live.devhooks.api.secrets;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import live.devhooks.protocol.Secret;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "source_secret")
@SuppressWarnings("NullAway.Init")
class SourceSecretEntity {

    @Id
    UUID id;

    UUID accountId;
    long sourceId;
    String name;
    String prefix;
    byte[] hash;
    Instant createdAt;

    /** Noted by the database when the secret is shown, once a minute at most. */
    @Nullable
    @Column(insertable = false, updatable = false)
    Instant lastUsedAt;

    protected SourceSecretEntity() {}

    SourceSecretEntity(UUID accountId, long sourceId, String name, Secret secret, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.accountId = accountId;
        this.sourceId = sourceId;
        this.name = name;
        this.prefix = secret.prefix();
        this.hash = secret.hash();
        this.createdAt = createdAt;
    }
}
