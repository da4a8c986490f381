/** How often one address or one person may try something. */
@NullMarked
package live.devhooks.api.throttling;

import org.jspecify.annotations.NullMarked;
