package live.devhooks.api.secrets;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface SourceSecretRepository extends Repository<SourceSecretEntity, UUID> {

    List<SourceSecretEntity> findByAccountIdAndSourceIdOrderByCreatedAt(UUID accountId, long sourceId, Limit limit);

    long countByAccountIdAndSourceId(UUID accountId, long sourceId);
}
