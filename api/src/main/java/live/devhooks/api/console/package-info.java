/** The console: pages that people click, which come ready-made out of the module {@code web-console}. */
@NullMarked
package live.devhooks.api.console;

import org.jspecify.annotations.NullMarked;
