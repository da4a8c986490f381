/** What people and servers ask of the events of a source: pages of them, searches, one in detail, and events to test with. */
@NullMarked
package live.devhooks.api.events;

import org.jspecify.annotations.NullMarked;
