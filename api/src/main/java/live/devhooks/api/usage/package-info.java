/** What an account has used of its quota: what its sources took in and refused, day by day. */
@NullMarked
package live.devhooks.api.usage;

import org.jspecify.annotations.NullMarked;
