/** What the plans of accounts allow, as the operator has configured them. */
@NullMarked
package live.devhooks.api.plans;

import org.jspecify.annotations.NullMarked;
