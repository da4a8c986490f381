/** What has to be done again and again, by whichever node comes first. */
@NullMarked
package live.devhooks.api.housekeeping;

import org.jspecify.annotations.NullMarked;
