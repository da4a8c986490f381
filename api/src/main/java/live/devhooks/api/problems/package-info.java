/** Every error answer of this module, from the one catalogue of the protocol. */
@NullMarked
package live.devhooks.api.problems;

import org.jspecify.annotations.NullMarked;
