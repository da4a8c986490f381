/** The database from empty to now, the roles that the processes work on it as, and the one way to get a connection. */
@NullMarked
package live.devhooks.migrations;

import org.jspecify.annotations.NullMarked;
