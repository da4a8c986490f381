/** The streams over STOMP and WebSocket. */
@NullMarked
package live.devhooks.realtime.stomp;

import org.jspecify.annotations.NullMarked;
