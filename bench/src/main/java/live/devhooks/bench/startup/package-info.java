/** How long nodes take to be ready, and what they keep in memory then: as their images run them, beside the plain jar. */
@NullMarked
package live.devhooks.bench.startup;

import org.jspecify.annotations.NullMarked;
