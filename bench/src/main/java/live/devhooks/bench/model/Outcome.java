package live.devhooks.bench.model;

/**
 * What a simulation came to.
 *
 * @param perSecond webhooks that were answered in a second
 * @param p50 milliseconds until half of them were answered
 * @param p99 until 99 of 100 were
 * @param deliveredP50 milliseconds until half had come to their reader; 0 where nobody reads
 * @param deliveredP99 until 99 of 100 had
 * @param batch events written together, in the mean
 * @param round events read together, in the mean; 0 where nobody reads
 */
record Outcome(
        double perSecond,
        double p50,
        double p99,
        double deliveredP50,
        double deliveredP99,
        double batch,
        double round) {}
