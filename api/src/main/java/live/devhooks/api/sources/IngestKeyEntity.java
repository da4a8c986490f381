package live.devhooks.api.sources;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ingest_key")
@SuppressWarnings("NullAway.Init")
class IngestKeyEntity {

    @Id
    String key;

    long sourceId;
    UUID accountId;
    Instant createdAt;

    /** Null for the one that is in force. */
    @Nullable
    Instant validUntil;

    protected IngestKeyEntity() {}

    IngestKeyEntity(SourceEntity source, String key, Instant createdAt) {
        this.key = key;
        this.sourceId = source.id;
        this.accountId = source.accountId;
        this.createdAt = createdAt;
    }
}
