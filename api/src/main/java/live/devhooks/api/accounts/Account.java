package live.devhooks.api.accounts;

import java.util.UUID;

/**
 * A tenant.
 *
 * @param id its id
 * @param email the address of the user that asks
 * @param name what the account is called
 * @param plan the name of its plan, which says how many events it may have
 */
public record Account(UUID id, String email, String name, String plan) {}
