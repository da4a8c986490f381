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
 * @param email the user's address
 */
record SignedIn(UUID accountId, UUID userId, String email) implements Tenant, Principal, Serializable {

    @Override
    public String getName() {
        return userId.toString();
    }

    @Override
    public String actor() {
        return email;
    }

    /** Leaves out what belongs to a person. */
    @Override
    public String toString() {
        return "SignedIn[" + userId + "]";
    }
}
