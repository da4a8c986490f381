package live.devhooks.bench.load;

/**
 * What became of payments: each was answered 200, and its payer knows.
 *
 * @param payments how many there were
 * @param questions of all payers
 * @param latency from when a webhook was due until its payer knew
 */
public record PayersResult(long payments, long questions, Latency latency) {}
