package live.devhooks.api.keys;

import java.security.Principal;
import java.util.UUID;
import live.devhooks.api.tenancy.Tenant;

/**
 * Whoever shows an account key.
 *
 * @param accountId the account
 * @param keyId the key's id
 * @param prefix its first characters
 */
public record KeyHolder(UUID accountId, UUID keyId, String prefix) implements Tenant, Principal {

    @Override
    public String getName() {
        return keyId.toString();
    }

    @Override
    public String actor() {
        return prefix;
    }
}
