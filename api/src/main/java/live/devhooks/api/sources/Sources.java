package live.devhooks.api.sources;

import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.tenancy.Tenancy;
import live.devhooks.protocol.ProblemType;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sources of the account that asks. */
@Component
public class Sources {

    /** Most sources in one listing. */
    static final int MAX_LISTED = 1_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EntityManager entities;
    private final SourceRepository repository;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Sources(EntityManager entities, SourceRepository repository, DataSource dataSource, InstantSource clock) {
        this.entities = entities;
        this.repository = repository;
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    /** The source of this slug; a problem {@code not-found} where the account has none. */
    @Transactional(readOnly = true)
    public Source get(String slug) {
        return source(entity(slug));
    }

    @Transactional(readOnly = true)
    List<Source> list() {
        return repository.findByAccountIdOrderBySlug(Tenancy.required(), Limit.of(MAX_LISTED)).stream()
                .map(Sources::source)
                .toList();
    }

    /** Makes a source, and the position that its events are counted from. */
    @Transactional
    Source create(String slug, String name) {
        UUID account = Tenancy.required();
        if (repository.findByAccountIdAndSlug(account, slug).isPresent()) {
            throw exists(slug);
        }
        // Random, so that numbers in event ids tell nothing of how many sources there are.
        long id = RANDOM.nextLong(Long.MAX_VALUE);
        SourceEntity entity = new SourceEntity(id, account, slug, name, IngestKey.random(), clock.instant());
        insert(entity);
        jdbc.sql("insert into source_position (source_id, account_id) values (?, ?)")
                .param(id)
                .param(account)
                .update();
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

    @Transactional
    Source setPaused(String slug, boolean paused) {
        SourceEntity entity = entity(slug);
        entity.paused = paused;
        return source(entity);
    }

    private SourceEntity entity(String slug) {
        return repository
                .findByAccountIdAndSlug(Tenancy.required(), slug)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "The account has no such source"));
    }

    private static Source source(SourceEntity entity) {
        return new Source(entity.id, entity.slug, entity.name, entity.ingestKey, entity.paused, entity.createdAt);
    }
}
