package live.devhooks.api.mail;

/**
 * A mail in plain text.
 *
 * @param to one address
 * @param subject one line
 * @param text what it says
 */
public record Mail(String to, String subject, String text) {

    /** Leaves out whom it is to and what it says. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
