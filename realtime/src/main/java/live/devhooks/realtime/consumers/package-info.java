/** Named readers of streams, and how far each has acknowledged its stream. */
@NullMarked
package live.devhooks.realtime.consumers;

import org.jspecify.annotations.NullMarked;
