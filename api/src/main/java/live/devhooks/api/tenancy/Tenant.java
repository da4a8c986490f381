package live.devhooks.api.tenancy;

import java.util.Optional;
import java.util.UUID;

/** A caller who belongs to an account. */
public interface Tenant {

    /** The account. */
    UUID accountId();

    /** What the audit log calls the caller: a user's email, or the first characters of a key or secret. */
    String actor();

    /** The slug of the only source that the caller may reach; empty where that is all of the account's. */
    default Optional<String> onlySource() {
        return Optional.empty();
    }
}
