package live.devhooks.api.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import live.devhooks.protocol.Secret;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account_key")
@SuppressWarnings("NullAway.Init")
class AccountKeyEntity {

    @Id
    UUID id;

    UUID accountId;
    String name;
    String prefix;
    byte[] hash;
    Instant createdAt;

    /** Noted by the database when the key is shown, once a minute at most. */
    @Nullable
    @Column(insertable = false, updatable = false)
    Instant lastUsedAt;

    protected AccountKeyEntity() {}

    AccountKeyEntity(UUID accountId, String name, Secret key, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.accountId = accountId;
        this.name = name;
        this.prefix = key.prefix();
        this.hash = key.hash();
        this.createdAt = createdAt;
    }
}
