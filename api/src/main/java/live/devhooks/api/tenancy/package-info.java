/** Which account a piece of work is for, and how the database learns it. */
@NullMarked
package live.devhooks.api.tenancy;

import org.jspecify.annotations.NullMarked;
