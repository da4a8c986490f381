/** Under which addresses the outside reaches us. */
@NullMarked
package live.devhooks.api.addresses;

import org.jspecify.annotations.NullMarked;
