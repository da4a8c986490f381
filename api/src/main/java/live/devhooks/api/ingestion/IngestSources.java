package live.devhooks.api.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the source of an ingest key, and remembers it: for a moment, and for as long as the store cannot be asked, since no webhook
 * should be refused for that.
 */
@Component
class IngestSources {

    private static final Logger LOG = LoggerFactory.getLogger(IngestSources.class);

    private final JdbcClient jdbc;
    private final IngestProperties properties;
    private final InstantSource clock;
    private final Cache<String, Remembered> remembered;

    IngestSources(Database database, IngestProperties properties, InstantSource clock) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.INGEST));
        this.properties = properties;
        this.clock = clock;
        this.remembered =
                Caffeine.newBuilder().maximumSize(properties.sourceCacheSize()).build();
    }

    private record Remembered(Optional<IngestSource> source, Instant askedAt) {}

    Optional<IngestSource> find(String ingestKey) {
        if (!IngestKey.isWellFormed(ingestKey)) {
            return Optional.empty();
        }
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
                select s.id, s.account_id, s.paused
                from ingest_key k join source s on s.id = k.source_id
                where k.key = ? and (k.valid_until is null or k.valid_until > clock_timestamp())
                """).param(ingestKey).query(IngestSource.class).optional();
    }
}
