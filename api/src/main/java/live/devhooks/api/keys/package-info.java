/** What automation shows instead of signing in. */
@NullMarked
package live.devhooks.api.keys;

import org.jspecify.annotations.NullMarked;
