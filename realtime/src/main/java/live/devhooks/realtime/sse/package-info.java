/** Streams as Server-Sent Events, for whoever has no WebSocket. */
@NullMarked
package live.devhooks.realtime.sse;

import org.jspecify.annotations.NullMarked;
