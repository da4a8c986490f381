/** What crosses a wire: events, their ids, destinations, token claims and problem slugs. PROTOCOL.md is its prose. */
@NullMarked
package live.devhooks.protocol;

import org.jspecify.annotations.NullMarked;
