package live.devhooks.bench.load;

/**
 * Who reads a stream.
 *
 * @param sourceId the internal number of its source; or a number that makes it unlike others who read the same
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
