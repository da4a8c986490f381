package live.devhooks.api.secrets;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

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

    protected SourceSecretEntity() {}

    SourceSecretEntity(UUID accountId, long sourceId, String name, String prefix, byte[] hash, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.accountId = accountId;
        this.sourceId = sourceId;
        this.name = name;
        this.prefix = prefix;
        this.hash = hash;
        this.createdAt = createdAt;
    }
}
