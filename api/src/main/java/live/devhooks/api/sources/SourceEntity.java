package live.devhooks.api.sources;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
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

    /** Takes over what is given, and leaves the rest as it is; the names of the fields that have another value now. */
    List<String> apply(SourceSettings settings) {
        List<String> changed = new ArrayList<>();
        String pointer = Objects.requireNonNullElse(sessionPointer, "");
        List<String> addresses = List.of(allowedAddresses);
        int limit = Objects.requireNonNullElse(burst, 0);
        set("name", settings.name(), name, to -> name = to, changed);
        set("paused", settings.paused(), paused, to -> paused = to, changed);
        set(
                "sessionPointer",
                settings.sessionPointer(),
                pointer,
                to -> sessionPointer = to.isEmpty() ? null : to,
                changed);
        set(
                "allowedAddresses",
                settings.allowedAddresses(),
                addresses,
                to -> allowedAddresses = to.toArray(String[]::new),
                changed);
        set("burst", settings.burst(), limit, to -> burst = to == 0 ? null : to, changed);
        set("wholeEvents", settings.wholeEvents(), wholeEvents, to -> wholeEvents = to, changed);
        return changed;
    }

    private static <T> void set(String field, @Nullable T given, T present, Consumer<T> setter, List<String> changed) {
        if (given != null && !given.equals(present)) {
            setter.accept(given);
            changed.add(field);
        }
    }
}
