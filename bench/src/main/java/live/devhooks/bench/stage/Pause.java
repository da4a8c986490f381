package live.devhooks.bench.stage;

import java.io.InterruptedIOException;

/** A wait before something is looked at again. */
public final class Pause {

    private Pause() {}

    /**
     * Waits for so many milliseconds.
     *
     * @param meanwhile what happens meanwhile, such as "a server was starting", for whom this is interrupted
     */
    public static void of(long millis, String meanwhile) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while " + meanwhile);
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
