package live.devhooks.api.sources;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "source")
@SuppressWarnings("NullAway.Init")
class SourceEntity {

    @Id
    long id;

    UUID accountId;
    String slug;
    String name;
    boolean paused;

    @Nullable
    String sessionPointer;

    String[] allowedAddresses = {};

    @Nullable
    Integer burst;

    boolean wholeEvents;
    Instant createdAt;

    protected SourceEntity() {}

    SourceEntity(long id, UUID accountId, String slug, String name, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.slug = slug;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** Takes over what is given, and leaves the rest as it is. */
    void apply(SourceSettings settings) {
        if (settings.name() != null) {
            name = settings.name();
        }
        if (settings.paused() != null) {
            paused = settings.paused();
        }
        if (settings.sessionPointer() != null) {
            sessionPointer = settings.sessionPointer().isEmpty() ? null : settings.sessionPointer();
        }
        if (settings.allowedAddresses() != null) {
            allowedAddresses = settings.allowedAddresses().toArray(String[]::new);
        }
        if (settings.burst() != null) {
            burst = settings.burst() == 0 ? null : settings.burst();
        }
        if (settings.wholeEvents() != null) {
            wholeEvents = settings.wholeEvents();
        }
    }
}
