/** What there is to read: the store, the wake-ups that say where to look, and each reader's place in a stream. */
@NullMarked
package live.devhooks.realtime.feed;

import org.jspecify.annotations.NullMarked;
