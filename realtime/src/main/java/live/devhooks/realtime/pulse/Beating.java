package live.devhooks.realtime.pulse;

/** A connection that is to be looked at now and then. */
public interface Beating {

    /** Does what is due at {@code moment}: sends a heart-beat, or ends where it should not go on. Must not wait. */
    void beat(Moment moment);

    /** Ends, so that its client goes to another node. */
    void endForRestart();
}
