/** The journeys of merchants, payers and operators, through HTTP and STOMP. */
@NullMarked
package live.devhooks.standalone;

import org.jspecify.annotations.NullMarked;
