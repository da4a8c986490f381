/** The tenants, the people who sign in to them, and the walls in front of /v1. */
@NullMarked
package live.devhooks.api.accounts;

import org.jspecify.annotations.NullMarked;
