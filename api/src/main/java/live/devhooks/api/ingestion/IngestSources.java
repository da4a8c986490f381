package live.devhooks.api.ingestion;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;
import live.devhooks.migrations.Database;
import live.devhooks.migrations.DatabaseRole;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the source of an ingest key, and remembers it for a moment. */
@Component
class IngestSources {

    private final JdbcClient jdbc;
    private final LoadingCache<String, Optional<IngestSource>> remembered;

    IngestSources(Database database, IngestProperties properties) {
        this.jdbc = JdbcClient.create(database.as(DatabaseRole.INGEST));
        this.remembered = Caffeine.newBuilder()
                .maximumSize(properties.sourceCacheSize())
                .expireAfterWrite(properties.sourceCacheTime())
                .build(this::load);
    }

    Optional<IngestSource> find(String ingestKey) {
        return remembered.get(ingestKey);
    }

    private Optional<IngestSource> load(String ingestKey) {
        return jdbc.sql("select id, account_id, paused from source where ingest_key = ?")
                .param(ingestKey)
                .query(IngestSource.class)
                .optional();
    }
}
