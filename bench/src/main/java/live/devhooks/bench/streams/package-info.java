/** How fast a realtime node delivers, how soon, to how many, and what becomes of those who were away; beside Spring's simple broker and PostgreSQL. */
@NullMarked
package live.devhooks.bench.streams;

import org.jspecify.annotations.NullMarked;
