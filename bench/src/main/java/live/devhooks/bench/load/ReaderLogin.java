package live.devhooks.bench.load;

/**
 * Who reads a stream.
 *
 * @param sourceId the internal number of its source; 0 where the server has none
 * @param login the name of the source
 * @param passcode a secret of the source
 * @param destination what is subscribed to
 */
public record ReaderLogin(long sourceId, String login, String passcode, String destination) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return destination;
    }
}
