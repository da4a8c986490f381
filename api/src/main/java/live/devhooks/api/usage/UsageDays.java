package live.devhooks.api.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The days that usage is counted by. */
@Component
public final class UsageDays {

    private final ZoneId zone;

    @Autowired
    UsageDays(UsageProperties properties) {
        this(properties.zone());
    }

    /** The days of {@code zone}. */
    public UsageDays(ZoneId zone) {
        this.zone = zone;
    }

    /** The day that {@code time} counts for. */
    public LocalDate of(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /** When {@code day} is over and the next one begins. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
