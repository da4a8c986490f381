/** How figures grow with what they depend on most: sources, streams, stored events, connections. */
@NullMarked
package live.devhooks.bench.growth;

import org.jspecify.annotations.NullMarked;
