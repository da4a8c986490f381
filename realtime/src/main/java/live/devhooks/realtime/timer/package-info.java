/** What a realtime node does again and again. */
@NullMarked
package live.devhooks.realtime.timer;

import org.jspecify.annotations.NullMarked;
