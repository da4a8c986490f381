package live.devhooks.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailSendException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

class MailsTest {

    private static final MailProperties PROPERTIES =
            new MailProperties("us@example.com", 1, 3, Duration.ofMillis(1), Duration.ofSeconds(5));

    private final Logger logger = (Logger) LoggerFactory.getLogger(Mails.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void whereNoServerIsConfiguredTheLogHasWhatWouldBeSentButNotToWhom() {
        Mails mails = new Mails(new StaticListableBeanFactory().getBeanProvider(MailSender.class), PROPERTIES);

        mails.soon(() -> Stream.of(new Mail("somebody@example.com", "A subject", "A link")));

        await().untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains("A link")));
        assertThat(lines()).noneMatch(line -> line.contains("somebody"));
    }

    @Test
    void aServerThatFailsIsTriedAgain() {
        FailingSender sender = new FailingSender(2);
        Mails mails = mails(sender);

        mails.soon(() -> Stream.of(new Mail("somebody@example.com", "A subject", "A link")));

        await().untilAsserted(() -> assertThat(sender.sent).hasSize(1));
        assertThat(sender.sent.get(0).getFrom()).isEqualTo("us@example.com");
    }

    @Test
    void aServerThatGoesOnFailingCostsTheMailAndTellsNobodyWhomItWasTo() {
        Mails mails = mails(new FailingSender(3));

        mails.soon(() -> Stream.of(new Mail("somebody@example.com", "A subject", "A link")));

        await().untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains("could not be sent")));
        assertThat(lines()).noneMatch(line -> line.contains("somebody"));
    }

    @Test
    void noMoreWaitThanMay() {
        Mails mails = mails(new FailingSender(0));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        mails.soon(() -> {
            begun.countDown();
            awaitQuietly(release);
            return Stream.empty();
        });
        awaitQuietly(begun);

        assertThat(mails.soon(Stream::empty)).isTrue();
        assertThat(mails.soon(Stream::empty)).isFalse();
        release.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Mails mails(MailSender sender) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sender", sender);
        return new Mails(beans.getBeanProvider(MailSender.class), PROPERTIES);
    }

    /** Fails a few times, and then sends; its failures quote the address, as SMTP servers do. */
    private static final class FailingSender implements MailSender {

        private final List<SimpleMailMessage> sent = new CopyOnWriteArrayList<>();
        private int failures;

        FailingSender(int failures) {
            this.failures = failures;
        }

        @Override
        public void send(SimpleMailMessage... messages) {
            if (failures-- > 0) {
                throw new MailSendException("550 no such user somebody@example.com");
            }
            sent.addAll(List.of(messages));
        }
    }
}
