/** How realtime nodes are woken when sources have grown: by PostgreSQL or by NATS, with one face for both on either side. */
@NullMarked
package live.devhooks.fanout;

import org.jspecify.annotations.NullMarked;
