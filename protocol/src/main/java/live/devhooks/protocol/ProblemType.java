package live.devhooks.protocol;

import java.util.Locale;

/**
 * The catalogue of problems: over HTTP as {@code application/problem+json} (RFC 9457), over STOMP as the {@code message} header and
 * the body of an ERROR frame. The slug is stable; title and detail are for people.
 */
public enum ProblemType {
    BAD_REQUEST(400, "The request cannot be understood"),
    INVALID_FIELD(400, "A field has a value that is not allowed"),
    NOT_AUTHENTICATED(401, "Sign in first"),
    INVALID_CREDENTIALS(401, "The email or the password is wrong"),
    INVALID_KEY(401, "The key or secret in the Authorization header is not valid"),
    INVALID_SECRET(401, "The secret does not open this source"),
    SECRET_EXPIRED(401, "The secret has run out"),
    SECRET_REVOKED(401, "The secret has been revoked, or its source deleted"),
    INVALID_TOKEN(401, "The token is not valid"),
    TOKEN_EXPIRED(401, "The token has run out"),
    ACCESS_DENIED(403, "Not allowed"),
    ADDRESS_NOT_ALLOWED(403, "The source takes no webhooks from this address"),
    CSRF_TOKEN_MISSING(403, "The CSRF token is missing or wrong"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_INGEST_KEY(404, "No source has this callback URL"),
    METHOD_NOT_ALLOWED(405, "This method is not possible here"),
    NOT_ACCEPTABLE(406, "The answer is JSON"),
    REQUEST_TIMEOUT(408, "The body took too long"),
    TOO_MANY(409, "There are as many as there may be"),
    SOURCE_EXISTS(409, "The account has a source of this name"),
    SOURCE_PAUSED(409, "The source is paused"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
    TOO_MANY_REQUESTS(429, "Too many tries of late"),
    TOO_MANY_SUBSCRIPTIONS(429, "The connection has as many subscriptions as it may"),
    NOT_SUPPORTED(501, "This version does not do that"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    OVERLOADED(503, "Too much work at the moment"),
    UNAVAILABLE(503, "The store cannot be reached at the moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The stable word, such as {@code unknown-ingest-key}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The URI reference of RFC 9457's {@code type}. */
    public String uri() {
        return "/problems/" + slug();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }
}
