/** The walls in front of everything of this module: who may come in, by what. */
@NullMarked
package live.devhooks.api.access;

import org.jspecify.annotations.NullMarked;
