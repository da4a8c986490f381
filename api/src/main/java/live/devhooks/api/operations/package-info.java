/** What an operator sees and does, on a port of its own. */
@NullMarked
package live.devhooks.api.operations;

import org.jspecify.annotations.NullMarked;
