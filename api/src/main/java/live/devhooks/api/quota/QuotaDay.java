package live.devhooks.api.quota;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A day of an account.
 *
 * @param account whose
 * @param day which, in the zone that usage is counted by
 */
record QuotaDay(UUID account, LocalDate day) {

    /** What its bucket is called. */
    @Override
    public String toString() {
        return account + ":" + day;
    }
}
