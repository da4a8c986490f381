package live.devhooks.api.accounts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

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

    protected UserEntity() {}

    UserEntity(UUID id, UUID accountId, String email, String passwordHash, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.email = email;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }
}
