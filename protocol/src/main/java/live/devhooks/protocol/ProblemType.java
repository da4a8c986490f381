package live.devhooks.protocol;

import java.util.Locale;

/**
 * The catalogue of problems: over HTTP as {@code application/problem+json} (RFC 9457), over STOMP as the {@code message} header and
 * the body of an ERROR frame. The slug is stable; title and detail are for people.
 */
public enum ProblemType {
    BAD_REQUEST(
            400,
            "The request cannot be understood",
            "The request's line, headers or body are not of the form that HTTP or JSON has, or a STOMP frame came where it makes no sense. The detail says what was expected."),
    INVALID_FIELD(
            400,
            "A field has a value that is not allowed",
            "Each entry of errors names a field and the rule that its value breaks. Nothing was changed. Send the request again with the fields mended."),
    NOT_AUTHENTICATED(
            401,
            "Sign in first",
            "Nobody is signed in, or the sign-in has ended. Sign in at POST /v1/session, or show an account key as Authorization: Bearer. Over STOMP, CONNECT with a token or a secret before all else."),
    INVALID_CREDENTIALS(
            401,
            "The email or the password is wrong",
            "No user of this email has this password. Check both, or ask for a password reset. The answer is the same whether somebody has this email or not."),
    INVALID_KEY(
            401,
            "The key or secret in the Authorization header is not valid",
            "It was never one, was mistyped, has run out or was revoked. Make a new one and send it as Authorization: Bearer."),
    INVALID_SECRET(
            401,
            "The secret does not open this source",
            "It belongs to another source, was mistyped, has run out or was revoked. It will not get better by itself: check the source's slug and the secret, or make a new secret."),
    SECRET_EXPIRED(
            401,
            "The secret has run out",
            "A session secret works for a stated time. Have your server make another one for the session."),
    SECRET_REVOKED(
            401,
            "The secret has been revoked, or its source deleted",
            "Whoever owns the source has revoked the secret, or the one that a token was made from. Use another secret."),
    INVALID_TOKEN(
            401,
            "The token is not valid",
            "It was not made by this installation, or is not of the form that tokens have. Get one from POST /v1/tokens."),
    TOKEN_EXPIRED(
            401,
            "The token has run out",
            "Tokens live for minutes. Get a new one from POST /v1/tokens, and on an open connection send it to /app/token before the old one has run out."),
    ACCESS_DENIED(
            403,
            "Not allowed",
            "What was shown is valid, and does not open this: a secret opens its source or its session, the rest takes somebody who is signed in or an account key. Of a stream that is not yours it is said whether it exists or not."),
    ADDRESS_NOT_ALLOWED(
            403,
            "The source takes no webhooks from this address",
            "The source has an allowlist that the sender's address is not on. Its owner can add the address, or a block or a preset that holds it. Behind a proxy, the installation must be told to trust it."),
    CSRF_TOKEN_MISSING(
            403,
            "The CSRF token is missing or wrong",
            "Whoever is signed in by a cookie sends the value of the cookie XSRF-TOKEN as header X-XSRF-TOKEN with each change. Account keys need none."),
    NOT_FOUND(
            404,
            "There is nothing here",
            "There is nothing at this address, or nothing that is yours. Check the address."),
    UNKNOWN_INGEST_KEY(
            404,
            "No source has this callback URL",
            "The source was deleted, its callback URL was replaced and the old one's time is over, or the URL was mistyped. Use the callback URL as the API shows it."),
    METHOD_NOT_ALLOWED(405, "This method is not possible here", "The header Allow says which methods are."),
    NOT_ACCEPTABLE(406, "The answer is JSON", "Accept application/json."),
    REQUEST_TIMEOUT(
            408,
            "The body took too long",
            "The request's body did not come in within the stated time. Send it at once."),
    TOO_MANY(
            409,
            "There are as many as there may be",
            "The detail says how many of these there may be at once. Delete one that is not needed any more, or wait until one has run out."),
    SOURCE_EXISTS(
            409, "The account has a source of this name", "Choose another name, or use the source that is there."),
    SOURCE_PAUSED(
            409,
            "The source is paused",
            "Its owner has paused the source, which takes no webhooks until it is resumed."),
    BODY_TOO_LARGE(413, "The body is too large", "A webhook has 256 KiB at most, a request to the API 64 KiB."),
    URI_TOO_LONG(414, "The address is too long", "Shorten the address of the request."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON", "Send Content-Type: application/json."),
    OVER_QUOTA(
            429,
            "The account has had its events of the day",
            "The plan's events of the day are used up, on all sources of the account together. The header Retry-After says in how many seconds the next day begins, RateLimit-Policy how many events it has. GET /v1/usage says what used them; the operator can move the account to another plan."),
    TOO_MANY_REQUESTS(429, "Too many tries of late", "The header Retry-After says in how many seconds to try again."),
    OVER_BURST(
            429,
            "The source has had as many webhooks as it may within a second",
            "The header RateLimit-Policy says how many these are; they come back evenly. Raise the source's burst if it needs more at once."),
    TOO_MANY_SUBSCRIPTIONS(
            429,
            "The connection has as many subscriptions as it may",
            "Unsubscribe from what is not needed, or open another connection."),
    TOO_MANY_CONNECTIONS(
            429,
            "The account has as many connections as it may",
            "One node holds so many of one account at once. Close those that are not needed; several streams can share a connection."),
    TOO_MANY_FRAMES(
            429,
            "The connection has sent too many frames",
            "A connection may send a stated number of frames in a second. Acknowledge several events by one ACK (ack: client), and do not subscribe again and again."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer or smaller headers and cookies."),
    INTERNAL_ERROR(
            500, "Something went wrong on our side", "Try again. If it stays, tell the operator when it happened."),
    NOT_SUPPORTED(501, "This version does not do that", "The detail says what can be done instead."),
    OVERLOADED(
            503,
            "Too much work at the moment",
            "More waits than may. The header Retry-After says in how many seconds to try again."),
    UNAVAILABLE(
            503,
            "The store cannot be reached at the moment",
            "The database does not answer. The header Retry-After says in how many seconds to try again; a webhook that was answered so may have been stored all the same.");

    private final int status;
    private final String title;
    private final String advice;

    ProblemType(int status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
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

    /** What it means and what to do, in a few sentences for people. */
    public String advice() {
        return advice;
    }
}
