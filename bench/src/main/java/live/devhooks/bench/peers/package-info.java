/** Other servers that deliver messages to readers, as Debian packages them, to compare a realtime node with. */
@NullMarked
package live.devhooks.bench.peers;

import org.jspecify.annotations.NullMarked;
