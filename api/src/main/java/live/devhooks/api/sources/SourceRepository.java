package live.devhooks.api.sources;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface SourceRepository extends Repository<SourceEntity, Long> {

    List<SourceEntity> findByAccountIdOrderBySlug(UUID accountId, Limit limit);

    Optional<SourceEntity> findByAccountIdAndSlug(UUID accountId, String slug);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<SourceEntity> findForUpdateByAccountIdAndSlug(UUID accountId, String slug);

    long countByAccountId(UUID accountId);
}
