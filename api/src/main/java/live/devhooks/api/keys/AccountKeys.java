package live.devhooks.api.keys;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The keys of the account that asks: shown once, kept as hashes. */
@Component
public class AccountKeys {

    /** Most keys of an account. */
    static final int MAX_KEYS = 100;

    private final AccountKeyRepository repository;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource clock;

    AccountKeys(AccountKeyRepository repository, DataSource dataSource, AuditLog audit, InstantSource clock) {
        this.repository = repository;
        this.jdbc = JdbcClient.create(dataSource);
        this.audit = audit;
        this.clock = clock;
    }

    /** A key as it may be shown at any time. */
    @Schema(name = "AccountKey")
    record Listed(
            UUID id,
            String name,
            String prefix,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** A key as it is shown once, to whoever made it. */
    @Schema(name = "CreatedAccountKey")
    record Created(UUID id, String key, String prefix) {}

    /** Who {@code key} stands for, before it is known whose it is. */
    public Optional<KeyHolder> holderOf(Secret key) {
        return jdbc.sql("select account_id, key_id, prefix from account_of_key(?)")
                .param(key.hash())
                .query(KeyHolder.class)
                .optional();
    }

    @Transactional
    Created create(String name) {
        UUID account = Tenancy.required();
        if (repository.countByAccountId(account) >= MAX_KEYS) {
            throw new ProblemException(
                    ProblemType.TOO_MANY, "An account has at most " + MAX_KEYS + " keys; revoke one");
        }
        Secret key = Secret.random(Secret.Kind.ACCOUNT_KEY);
        AccountKeyEntity entity = repository.save(new AccountKeyEntity(account, name, key, clock.instant()));
        audit.record("key.created", entity.prefix);
        return new Created(entity.id, key.value(), entity.prefix);
    }

    @Transactional(readOnly = true)
    List<Listed> list() {
        return repository.findByAccountIdOrderByCreatedAt(Tenancy.required(), Limit.of(MAX_KEYS)).stream()
                .map(key -> new Listed(key.id, key.name, key.prefix, key.createdAt, key.lastUsedAt))
                .toList();
    }

    /** Of several who revoke a key at once, one does. */
    @Transactional
    void revoke(UUID id) {
        String prefix = jdbc.sql("delete from account_key where account_id = ? and id = ? returning prefix")
                .param(Tenancy.required())
                .param(id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "The account has no such key"));
        audit.record("key.revoked", prefix);
    }
}
