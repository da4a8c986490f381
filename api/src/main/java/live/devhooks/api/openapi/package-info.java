/** The OpenAPI document: what cannot be read from the controllers by itself. */
@NullMarked
package live.devhooks.api.openapi;

import org.jspecify.annotations.NullMarked;
