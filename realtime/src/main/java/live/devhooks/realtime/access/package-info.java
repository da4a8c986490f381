/** Who may read what: tokens, verified without asking anybody, and secrets, asked of the store. */
@NullMarked
package live.devhooks.realtime.access;

import org.jspecify.annotations.NullMarked;
