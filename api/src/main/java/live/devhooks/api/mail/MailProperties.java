package live.devhooks.api.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails. They are sent where {@code spring.mail.host} names an SMTP server, and otherwise written to the log.
 *
 * @param from the address that mails come from
 * @param queue most mails that wait to be written and sent; one more is refused
 * @param attempts most tries to send a mail
 * @param pause pause before the second try to send a mail, doubled before each further one
 * @param stopTimeout how long stopping waits for mails that are on their way
 */
@ConfigurationProperties("devhooks.mail")
record MailProperties(
        @DefaultValue("devhooks@localhost") String from,
        @DefaultValue("100") int queue,
        @DefaultValue("3") int attempts,
        @DefaultValue("1s") Duration pause,
        @DefaultValue("5s") Duration stopTimeout) {}
