package live.devhooks.api.accounts;

import java.util.UUID;

/**
 * A tenant.
 *
 * @param id its id
 * @param email the address of its user
 * @param name what the account is called
 * @param plan the name of its plan, which says how many events it may have
 */
public record Account(UUID id, String email, String name, String plan) {

    /** What a caller may do who may do everything of an account. */
    public static final String AUTHORITY = "account";

    /** Leaves out what belongs to a person. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
