package live.devhooks.api.accounts;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;
import live.devhooks.api.tenancy.Tenant;

/**
 * Who a request comes from.
 *
 * @param accountId the account
 * @param userId the user of it
 */
record SignedIn(UUID accountId, UUID userId) implements Tenant, Principal, Serializable {

    @Override
    public String getName() {
        return userId.toString();
    }
}
