/** Who did what to an account's access, when and from where. */
@NullMarked
package live.devhooks.api.audit;

import org.jspecify.annotations.NullMarked;
