package live.devhooks.api.sources;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "source")
@SuppressWarnings("NullAway.Init")
class SourceEntity {

    @Id
    long id;

    UUID accountId;
    String slug;
    String name;
    String ingestKey;
    boolean paused;
    Instant createdAt;

    protected SourceEntity() {}

    SourceEntity(long id, UUID accountId, String slug, String name, String ingestKey, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.slug = slug;
        this.name = name;
        this.ingestKey = ingestKey;
        this.createdAt = createdAt;
    }
}
