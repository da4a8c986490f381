package live.devhooks.api.secrets;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.addresses.PublicAddresses;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.sources.IngestKey;
import live.devhooks.api.sources.Source;
import live.devhooks.api.sources.Sources;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sessions of a source, and what lets a page read one: shown once, kept as hashes, and over by themselves. By plain SQL, since one is
 * made for each payment and none is ever changed.
 */
@Component
class SessionSecrets {

    private final JdbcClient jdbc;
    private final Sources sources;
    private final PublicAddresses addresses;
    private final AuditLog audit;
    private final SessionProperties properties;
    private final InstantSource clock;

    SessionSecrets(
            DataSource dataSource,
            Sources sources,
            PublicAddresses addresses,
            AuditLog audit,
            SessionProperties properties,
            InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.sources = sources;
        this.addresses = addresses;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** A session, its secret as it is shown once, and the callback URL of its events. */
    @Schema(name = "CreatedSession")
    record Created(String session, String secret, URI callbackUrl, Instant expiresAt) {}

    @Transactional
    Created create(String sourceSlug, @Nullable String name) {
        Source source = sources.get(sourceSlug);
        requireRoom(source.id());
        SessionName session = new SessionName(name == null ? IngestKey.random() : name);
        Secret secret = Secret.random(Secret.Kind.SESSION);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(properties.lifetime());
        jdbc.sql("""
                        insert into session_secret (id, account_id, source_id, session, hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(UUID.randomUUID())
                .param(Tenancy.required())
                .param(source.id())
                .param(session.value())
                .param(secret.hash())
                .param(Timestamp.from(now))
                .param(Timestamp.from(expiresAt))
                .update();
        URI callbackUrl = URI.create(addresses.callback(source.ingestKey()) + "/" + session.toPathSegment());
        return new Created(session.value(), secret.value(), callbackUrl, expiresAt);
    }

    /** Revokes all secrets of a session; nothing happens to its events. */
    @Transactional
    void revoke(String sourceSlug, String session) {
        int revoked = jdbc.sql("delete from session_secret where account_id = ? and source_id = ? and session = ?")
                .param(Tenancy.required())
                .param(sources.get(sourceSlug).id())
                .param(session)
                .update();
        if (revoked == 0) {
            throw new ProblemException(ProblemType.NOT_FOUND, "The session has no secret that could be revoked");
        }
        audit.record("session.revoked", sourceSlug + " " + session);
    }

    private void requireRoom(long sourceId) {
        long living = jdbc.sql("""
                        select count(*) from (
                            select from session_secret where account_id = ? and source_id = ? limit ?
                        ) living
                        """)
                .param(Tenancy.required())
                .param(sourceId)
                .param(properties.maxPerSource())
                .query(Long.class)
                .single();
        if (living >= properties.maxPerSource()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY,
                    "A source has at most " + properties.maxPerSource()
                            + " session secrets; wait until some have run out, or revoke some");
        }
    }
}
