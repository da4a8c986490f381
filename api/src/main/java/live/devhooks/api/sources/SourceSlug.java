package live.devhooks.api.sources;

/** The rule for a source's slug: it stands in addresses and destinations. */
final class SourceSlug {

    /** Without a repeated group, in which a long text would overflow the stack. */
    static final String FORM = "^(?!-|.*--|.*-$)[a-z0-9-]+$";

    static final int MAX_LENGTH = 64;
    static final String RULE = "must be lower-case letters and digits, joined by single hyphens, such as payment-flow";

    private SourceSlug() {}
}
