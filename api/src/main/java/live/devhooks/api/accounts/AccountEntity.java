package live.devhooks.api.accounts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init")
class AccountEntity {

    @Id
    UUID id;

    String name;
    String plan;
    Instant createdAt;

    protected AccountEntity() {}

    AccountEntity(UUID id, String name, String plan, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.plan = plan;
        this.createdAt = createdAt;
    }
}
