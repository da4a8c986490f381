package live.devhooks.bench.model;

/** Who sends webhooks, and whether somebody reads them. */
sealed interface Demand {

    /** So many connections, on each the next as soon as the one before is answered; nobody reads. */
    record Closed(int connections) implements Demand {}

    /** So many a second, at random times (a Poisson process), each with {@code readers} readers: none or one. */
    record Open(double perSecond, int readers) implements Demand {}
}
