package live.devhooks.bench.model;

/**
 * One webhook on its way.
 *
 * @param since when it was due, in microseconds
 * @param answered done when it has been answered
 */
record Webhook(double since, Runnable answered) {}
