package live.devhooks.api.accounts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "app_user")
@SuppressWarnings("NullAway.Init")
class UserEntity {

    @Id
    UUID id;

    UUID accountId;
    String email;
    String passwordHash;
    Instant createdAt;

    /** When a link that was mailed to the address was used. */
    @Nullable
    Instant emailProvedAt;

    protected UserEntity() {}

    UserEntity(UUID id, UUID accountId, String email, String passwordHash, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.email = email;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }
}
