package live.devhooks.api.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import live.devhooks.api.addresses.AddressBlocks;
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
 * should be refused for that.
 */
@Component
class IngestSources {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSources.class);

    private final JdbcClient jdbc;
    private final IngestProperties properties;
    private final Map<String, List<String>> presets;
    private final InstantSource clock;
    private final Cache<String, Remembered> remembered;

    IngestSources(Database database, IngestProperties properties, SourceProperties sources, InstantSource clock) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.INGEST));
        this.properties = properties;
        this.presets = sources.addressPresets();
        this.clock = clock;
        this.remembered =
                Caffeine.newBuilder().maximumSize(properties.sourceCacheSize()).build();
    }

    private record Remembered(Optional<IngestSource> source, Instant askedAt) {}

    Optional<IngestSource> find(String ingestKey) {
        if (!IngestKey.isWellFormed(ingestKey)) {
            return Optional.empty();
        }
        return remembered(ingestKey).filter(source -> source.isKnownAt(clock.instant()));
    }

    private Optional<IngestSource> remembered(String ingestKey) {
        @Nullable Remembered known = remembered.getIfPresent(ingestKey);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.askedAt.plus(properties.sourceCacheTime()))) {
            return known.source;
        }
        try {
            Optional<IngestSource> source = ask(ingestKey);
            remembered.put(ingestKey, new Remembered(source, now));
            return source;
        } catch (DataAccessException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("a source could not be looked up and is taken to be as it was: {}", e.toString());
            remembered.put(ingestKey, new Remembered(known.source, now));
            return known.source;
        }
    }

    private Optional<IngestSource> ask(String ingestKey) {
        return jdbc.sql("""
                        select s.id, s.account_id, s.paused, s.session_pointer, s.allowed_addresses, k.valid_until
                        from ingest_key k join source s on s.id = k.source_id
                        where k.key = ?
                        """)
                .param(ingestKey)
                .query((row, number) -> source(row))
                .optional();
    }

    private IngestSource source(ResultSet row) throws SQLException {
        String[] allowed = (String[]) row.getArray("allowed_addresses").getArray();
        return new IngestSource(
                row.getLong("id"),
                row.getObject("account_id", UUID.class),
                row.getBoolean("paused"),
                Optional.ofNullable(row.getString("session_pointer")).map(JsonPointer::compile),
                allowed.length == 0 ? Optional.empty() : Optional.of(blocks(List.of(allowed))),
                Optional.ofNullable(row.getTimestamp("valid_until")).map(Timestamp::toInstant));
    }

    /** A preset that no longer exists allows nothing. */
    private AddressBlocks blocks(List<String> allowed) {
        return AddressBlocks.of(allowed.stream()
                .flatMap(address -> Character.isLetter(address.charAt(0)) && !address.contains(":")
                        ? presets.getOrDefault(address, List.of()).stream()
                        : Stream.of(address))
                .toList());
    }
}
