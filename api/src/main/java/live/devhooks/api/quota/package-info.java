/** How many events an account may have in a day, on all nodes together. */
@NullMarked
package live.devhooks.api.quota;

import org.jspecify.annotations.NullMarked;
