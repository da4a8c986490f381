/** The tenants, and the people who sign in to them. */
@NullMarked
package live.devhooks.api.accounts;

import org.jspecify.annotations.NullMarked;
