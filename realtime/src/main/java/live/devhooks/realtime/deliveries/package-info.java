/** When events reached somebody: for those who ask what became of a payment, and for the metrics. */
@NullMarked
package live.devhooks.realtime.deliveries;

import org.jspecify.annotations.NullMarked;
