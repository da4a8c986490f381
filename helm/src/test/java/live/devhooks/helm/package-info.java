/** Tests of the Helm chart: what it renders for many sets of values, read by the types that Kubernetes itself has. */
@NullMarked
package live.devhooks.helm;

import org.jspecify.annotations.NullMarked;
