package live.devhooks.api.mail;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.stereotype.Component;

/**
 * Sends mails, away from the request that wants them, so that neither an SMTP server nor what had to be looked up shows in the time of
 * an answer. It owns one thread, from its making until it is destroyed, which waits a moment for what is on its way.
 */
@Component
public class Mails implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);

    private final ObjectProvider<MailSender> sender;
    private final MailProperties properties;
    private final RetryTemplate retries;
    private final ThreadPoolExecutor worker;

    Mails(ObjectProvider<MailSender> sender, MailProperties properties) {
        this.sender = sender;
        this.properties = properties;
        this.retries = new RetryTemplate(RetryPolicy.builder()
                .includes(MailException.class)
                .maxRetries(properties.attempts() - 1L)
                .delay(properties.pause())
                .multiplier(2)
                .build());
        this.worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(properties.queue()), work -> {
                    Thread thread = new Thread(work, "mails");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Has mails written and sent soon.
     *
     * @param mails writes them; run by this class's thread
     * @return whether there was room
     */
    public boolean soon(Supplier<Stream<Mail>> mails) {
        try {
            worker.execute(() -> writeAndSend(mails));
            return true;
        } catch (RejectedExecutionException full) {
            LOG.warn("mails are not sent, since {} wait", properties.queue());
            return false;
        }
    }

    private void writeAndSend(Supplier<Stream<Mail>> mails) {
        try {
            mails.get().forEach(this::send);
        } catch (RuntimeException e) {
            LOG.error("mails could not be written", e);
        }
    }

    private void send(Mail mail) {
        MailSender smtp = sender.getIfAvailable();
        if (smtp == null) {
            LOG.info(
                    "no SMTP server is configured; this is what would be sent:\n{}\n\n{}", mail.subject(), mail.text());
            return;
        }
        try {
            retries.execute(() -> {
                smtp.send(message(mail));
                return true;
            });
        } catch (RetryException e) {
            // Its message may quote the address.
            LOG.error("a mail could not be sent: {}", e.getCause().getClass().getSimpleName());
        }
    }

    private SimpleMailMessage message(Mail mail) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(properties.from());
        message.setTo(mail.to());
        message.setSubject(mail.subject());
        message.setText(mail.text());
        return message;
    }

    @Override
    public void destroy() throws InterruptedException {
        worker.shutdown();
        if (!worker.awaitTermination(properties.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{} mails were not sent", worker.getQueue().size());
        }
    }
}
