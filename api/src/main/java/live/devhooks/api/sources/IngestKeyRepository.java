package live.devhooks.api.sources;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface IngestKeyRepository extends Repository<IngestKeyEntity, String> {

    /** The keys of these sources that work at {@code now}, for each source the newest first. */
    @Query("""
            select k from IngestKeyEntity k
            where k.accountId = :account and k.sourceId in :sources and (k.validUntil is null or k.validUntil > :now)
            order by k.sourceId, k.createdAt desc
            """)
    List<IngestKeyEntity> findWorking(UUID account, Collection<Long> sources, Instant now);

    int deleteByAccountIdAndSourceIdAndValidUntilLessThanEqual(UUID accountId, long sourceId, Instant now);
}
