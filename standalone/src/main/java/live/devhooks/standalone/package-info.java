/** Api and realtime in one JVM, with PostgreSQL inside: wiring only. */
@NullMarked
package live.devhooks.standalone;

import org.jspecify.annotations.NullMarked;
