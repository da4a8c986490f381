/** The streams: who may read one, what is in it, and how it reaches the reader. */
@NullMarked
package live.devhooks.realtime;

import org.jspecify.annotations.NullMarked;
