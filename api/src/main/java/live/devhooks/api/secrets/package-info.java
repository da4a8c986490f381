/** What a merchant's servers and pages show to read a source. */
@NullMarked
package live.devhooks.api.secrets;

import org.jspecify.annotations.NullMarked;
