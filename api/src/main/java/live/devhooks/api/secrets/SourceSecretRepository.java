package live.devhooks.api.secrets;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface SourceSecretRepository extends Repository<SourceSecretEntity, UUID> {

    List<SourceSecretEntity> findByAccountIdAndSourceIdOrderByCreatedAt(UUID accountId, long sourceId, Limit limit);

    Optional<SourceSecretEntity> findByAccountIdAndSourceIdAndId(UUID accountId, long sourceId, UUID id);

    long countByAccountIdAndSourceId(UUID accountId, long sourceId);

    void delete(SourceSecretEntity secret);
}
