/** What every connection needs to be looked after for, now and then. */
@NullMarked
package live.devhooks.realtime.pulse;

import org.jspecify.annotations.NullMarked;
