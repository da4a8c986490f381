/** The load generator: a process of its own, and the handle by which scenarios give it orders. */
@NullMarked
package live.devhooks.bench.load;

import org.jspecify.annotations.NullMarked;
