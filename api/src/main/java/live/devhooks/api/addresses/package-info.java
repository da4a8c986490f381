/** Under which addresses the outside reaches us, and from which it does. */
@NullMarked
package live.devhooks.api.addresses;

import org.jspecify.annotations.NullMarked;
