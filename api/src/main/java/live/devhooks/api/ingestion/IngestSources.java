package live.devhooks.api.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.api.plans.Plans;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.api.sources.SourceProperties;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;

/**
 * Finds the source of an ingest key, and remembers it: for a moment, and for as long as the store cannot be asked, since no webhook
 * should be refused for that. A key that was replaced ends when its time is over, remembered or not.
 */
@Component
class IngestSources {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSources.class);

    private final JdbcClient jdbc;
    private final IngestProperties properties;
    private final Plans plans;
    private final AddressPresets presets;
    private final InstantSource clock;
    private final Cache<String, Remembered> remembered;

    IngestSources(
            Database database,
            IngestProperties properties,
            SourceProperties sources,
            Plans plans,
            InstantSource clock) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.INGEST));
        this.properties = properties;
        this.plans = plans;
        this.presets = new AddressPresets(sources.addressPresets());
        this.clock = clock;
        this.remembered =
                Caffeine.newBuilder().maximumSize(properties.sourceCacheSize()).build();
    }

    /** A source as it is stored. */
    private record Stored(
            long id,
            UUID accountId,
            String plan,
            boolean paused,
            List<String> allowedAddresses,
            @Nullable String sessionPointer,
            @Nullable Integer burst,
            @Nullable Instant validUntil) {}

    private record Remembered(Optional<Stored> stored, Optional<IngestSource> source, Instant askedAt) {

        Remembered at(Instant time) {
            return new Remembered(stored, source, time);
        }
    }

    /** The source whose callback URL has this key at the moment. */
    Optional<IngestSource> find(String ingestKey) {
        Instant now = clock.instant();
        return IngestKey.isWellFormed(ingestKey)
                ? remembered(ingestKey, now).source.filter(source -> source.isKnownAt(now))
                : Optional.empty();
    }

    private Remembered remembered(String ingestKey, Instant now) {
        @Nullable Remembered known = remembered.getIfPresent(ingestKey);
        if (known != null && now.isBefore(known.askedAt.plus(properties.sourceCacheTime()))) {
            return known;
        }
        Remembered current = ask(ingestKey, known, now);
        remembered.put(ingestKey, current);
        return current;
    }

    private Remembered ask(String ingestKey, @Nullable Remembered known, Instant now) {
        try {
            Optional<Stored> stored = stored(ingestKey);
            return known != null && known.stored.equals(stored)
                    ? known.at(now)
                    : new Remembered(stored, stored.map(this::source), now);
        } catch (DataAccessException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("a source could not be looked up and is taken to be as it was: {}", e.toString());
            return known.at(now);
        }
    }

    private Optional<Stored> stored(String ingestKey) {
        return jdbc.sql("""
                select s.id, s.account_id, a.plan, s.paused, s.allowed_addresses, s.session_pointer, s.burst, k.valid_until
                from ingest_key k join source s on s.id = k.source_id join account a on a.id = s.account_id
                where k.key = ?
                """)
                .param(ingestKey)
                .query((row, number) -> stored(row))
                .optional();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Timestamp validUntil = row.getTimestamp("valid_until");
        return new Stored(
                row.getLong("id"),
                row.getObject("account_id", UUID.class),
                row.getString("plan"),
                row.getBoolean("paused"),
                List.of((String[]) row.getArray("allowed_addresses").getArray()),
                row.getString("session_pointer"),
                row.getObject("burst", Integer.class),
                validUntil == null ? null : validUntil.toInstant());
    }

    private IngestSource source(Stored stored) {
        return new IngestSource(
                stored.id,
                stored.accountId,
                stored.plan,
                stored.paused,
                Optional.ofNullable(stored.sessionPointer).flatMap(IngestSources::pointer),
                stored.allowedAddresses.isEmpty()
                        ? Optional.empty()
                        : Optional.of(presets.blocks(stored.allowedAddresses)),
                Objects.requireNonNullElse(
                        stored.burst, plans.named(stored.plan).burst()),
                Optional.ofNullable(stored.validUntil));
    }

    private static Optional<JsonPointer> pointer(String text) {
        try {
            return Optional.of(JsonPointer.compile(text));
        } catch (IllegalArgumentException notAPointer) {
            LOG.warn("a source's session pointer cannot be read, and finds nothing: {}", notAPointer.toString());
            return Optional.empty();
        }
    }
}
