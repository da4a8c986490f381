/** The document of all properties, docs/operations/configuration.md: made from the properties' metadata, and held to it. */
@NullMarked
package live.devhooks.standalone.configuration;

import org.jspecify.annotations.NullMarked;
