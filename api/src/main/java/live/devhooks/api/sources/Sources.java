package live.devhooks.api.sources;

import static java.util.stream.Collectors.groupingBy;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import live.devhooks.api.audit.AuditLog;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.sources.Source.ReplacedKey;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.api.tenancy.Tenant;
import live.devhooks.protocol.ProblemType;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sources of the account that asks. */
@Component
public class Sources {

    /** Most ingest keys of a source that work at once. */
    static final int MAX_WORKING_KEYS = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EntityManager entities;
    private final SourceRepository repository;
    private final IngestKeyRepository keys;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final SourceProperties properties;
    private final InstantSource clock;

    Sources(
            EntityManager entities,
            SourceRepository repository,
            IngestKeyRepository keys,
            DataSource dataSource,
            AuditLog audit,
            SourceProperties properties,
            InstantSource clock) {
        this.entities = entities;
        this.repository = repository;
        this.keys = keys;
        this.jdbc = JdbcClient.create(dataSource);
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** The source of this slug; a problem {@code not-found} where the account has none. */
    @Transactional(readOnly = true)
    public Source get(String slug) {
        return source(entity(slug));
    }

    @Transactional(readOnly = true)
    List<Source> list() {
        List<SourceEntity> found =
                repository.findByAccountIdOrderBySlug(Tenancy.required(), Limit.of(properties.maxPerAccount()));
        Map<Long, List<IngestKeyEntity>> working = keys
                .findWorking(
                        Tenancy.required(),
                        found.stream().map(entity -> entity.id).toList(),
                        clock.instant())
                .stream()
                .collect(groupingBy(key -> key.sourceId));
        return found.stream()
                .map(entity -> source(entity, working.getOrDefault(entity.id, List.of())))
                .toList();
    }

    /** Makes a source, and the position that its events are counted from. */
    @Transactional
    Source create(String slug, SourceSettings settings) {
        UUID account = Tenancy.required();
        if (repository.findByAccountIdAndSlug(account, slug).isPresent()) {
            throw exists(slug);
        }
        if (repository.countByAccountId(account) >= properties.maxPerAccount()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY, "An account has at most " + properties.maxPerAccount() + " sources");
        }
        // Random, so that numbers in event ids tell nothing of how many sources there are.
        long id = RANDOM.nextLong(Long.MAX_VALUE);
        SourceEntity entity = new SourceEntity(id, account, slug, slug, clock.instant());
        entity.apply(settings);
        insert(entity);
        entities.persist(new IngestKeyEntity(entity, IngestKey.random(), clock.instant()));
        entities.flush();
        jdbc.sql("insert into source_position (source_id, account_id) values (?, ?)")
                .param(id)
                .param(account)
                .update();
        audit.record("source.created", slug);
        return source(entity);
    }

    private void insert(SourceEntity entity) {
        try {
            entities.persist(entity);
            entities.flush();
        } catch (ConstraintViolationException madeMeanwhile) {
            throw exists(entity.slug);
        }
    }

    private static ProblemException exists(String slug) {
        return new ProblemException(ProblemType.SOURCE_EXISTS, "Choose another name than " + slug);
    }

    /** Changes what is given, and nothing that somebody else changes at the same moment. */
    @Transactional
    Source change(String slug, SourceSettings settings) {
        SourceEntity entity = lockedEntity(slug);
        List<String> changed = entity.apply(settings);
        if (!changed.isEmpty()) {
            audit.record("source.changed", slug + " " + String.join(", ", changed));
        }
        return source(entity);
    }

    /** Gives a source a new ingest key; the one before works on for {@code overlap}, or for as long as is configured. */
    @Transactional
    Source replaceIngestKey(String slug, @Nullable Duration overlap) {
        SourceEntity entity = lockedEntity(slug);
        Instant now = clock.instant();
        keys.deleteByAccountIdAndSourceIdAndValidUntilLessThanEqual(entity.accountId, entity.id, now);
        List<IngestKeyEntity> working = keys.findWorking(entity.accountId, List.of(entity.id), now);
        if (working.size() >= MAX_WORKING_KEYS) {
            throw new ProblemException(
                    ProblemType.TOO_MANY,
                    "A source has at most " + MAX_WORKING_KEYS
                            + " callback URLs that work; wait until one has run out");
        }
        Duration worksOn = overlap == null ? properties.ingestKeyOverlap() : overlap;
        working.stream().filter(key -> key.validUntil == null).forEach(key -> key.validUntil = now.plus(worksOn));
        entities.flush();
        entities.persist(new IngestKeyEntity(entity, IngestKey.random(), now));
        entities.flush();
        audit.record("source.ingest-key-replaced", slug);
        return source(entity);
    }

    /** Deletes a source with all that is of it; of several who do so at once, one does. */
    @Transactional
    void delete(String slug) {
        SourceEntity entity = lockedEntity(slug);
        audit.record("source.deleted", slug);
        entities.remove(entity);
        entities.flush();
    }

    private SourceEntity entity(String slug) {
        return reachable(slug, repository.findByAccountIdAndSlug(Tenancy.required(), slug));
    }

    private SourceEntity lockedEntity(String slug) {
        return reachable(slug, repository.findForUpdateByAccountIdAndSlug(Tenancy.required(), slug));
    }

    /** Whoever may reach one source only is told of the others what is told of those that do not exist. */
    private static SourceEntity reachable(String slug, Optional<SourceEntity> found) {
        boolean mayReach =
                Tenancy.caller().flatMap(Tenant::onlySource).map(slug::equals).orElse(true);
        return found.filter(entity -> mayReach).orElseThrow(Sources::notFound);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "The account has no such source");
    }

    private Source source(SourceEntity entity) {
        return source(entity, keys.findWorking(entity.accountId, List.of(entity.id), clock.instant()));
    }

    private static Source source(SourceEntity entity, List<IngestKeyEntity> working) {
        return new Source(
                entity.id,
                entity.slug,
                entity.name,
                working.stream()
                        .filter(key -> key.validUntil == null)
                        .map(key -> key.key)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a source has an ingest key in force")),
                working.stream().flatMap(Sources::replaced).toList(),
                entity.paused,
                Optional.ofNullable(entity.sessionPointer),
                Arrays.asList(entity.allowedAddresses),
                Optional.ofNullable(entity.burst),
                entity.wholeEvents,
                entity.createdAt);
    }

    private static Stream<ReplacedKey> replaced(IngestKeyEntity key) {
        return key.validUntil == null ? Stream.empty() : Stream.of(new ReplacedKey(key.key, key.validUntil));
    }
}
