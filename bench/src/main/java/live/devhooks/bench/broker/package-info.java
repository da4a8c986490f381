/** A small server with Spring's simple broker, to compare a realtime node with. */
@NullMarked
package live.devhooks.bench.broker;

import org.jspecify.annotations.NullMarked;
