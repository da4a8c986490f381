package live.devhooks.api.usage;

import java.util.Locale;

/** Why a known source refused a webhook. */
public enum Refusal {
    /** The account has had its events of the day. */
    OVER_QUOTA,
    /** The source has had as many webhooks as it may within a second. */
    OVER_BURST,
    /** The source is paused. */
    PAUSED,
    /** The body is larger than is taken. */
    TOO_LARGE,
    /** The body took too long to come in. */
    TOO_SLOW,
    /** It came from an address that the source does not allow. */
    ADDRESS_NOT_ALLOWED,
    /** The node had too much work, or the store could not be reached in time. */
    UNAVAILABLE;

    /** The stable word that it is stored under. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
