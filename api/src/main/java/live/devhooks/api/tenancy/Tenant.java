package live.devhooks.api.tenancy;

import java.util.UUID;

/** A caller who belongs to an account. */
public interface Tenant {

    /** The account. */
    UUID accountId();
}
