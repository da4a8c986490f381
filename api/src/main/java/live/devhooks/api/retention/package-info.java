/** Events are kept for a day: partitions made ahead of the events, and dropped when nobody is given anything in them any more. */
@NullMarked
package live.devhooks.api.retention;

import org.jspecify.annotations.NullMarked;
