package live.devhooks.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Sees what this JVM logs while it is open. */
final class LogWatch implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            boolean isStack =
                    event.getThrowableProxy() != null && event.getLevel().isGreaterOrEqual(Level.INFO);
            if (isStack || event.getLevel().isGreaterOrEqual(Level.WARN)) {
                seen.add(event + (isStack ? " with a stack" : ""));
            }
        }
    };

    private LogWatch() {}

    static LogWatch begin() {
        LogWatch watch = new LogWatch();
        watch.appender.setContext(watch.root.getLoggerContext());
        watch.appender.start();
        watch.root.addAppender(watch.appender);
        return watch;
    }

    /** Fails where there was a warning, or a stack above DEBUG. */
    void hasSeenNothing() {
        assertThat(seen).isEmpty();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
