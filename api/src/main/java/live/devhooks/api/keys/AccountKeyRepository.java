package live.devhooks.api.keys;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface AccountKeyRepository extends Repository<AccountKeyEntity, UUID> {

    List<AccountKeyEntity> findByAccountIdOrderByCreatedAt(UUID accountId, Limit limit);

    long countByAccountId(UUID accountId);

    AccountKeyEntity save(AccountKeyEntity key);
}
