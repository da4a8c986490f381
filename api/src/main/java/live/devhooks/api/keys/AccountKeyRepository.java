package live.devhooks.api.keys;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface AccountKeyRepository extends Repository<AccountKeyEntity, UUID> {

    List<AccountKeyEntity> findByAccountIdOrderByCreatedAt(UUID accountId, Limit limit);

    Optional<AccountKeyEntity> findByAccountIdAndId(UUID accountId, UUID id);

    long countByAccountId(UUID accountId);

    void delete(AccountKeyEntity key);

    AccountKeyEntity save(AccountKeyEntity key);
}
