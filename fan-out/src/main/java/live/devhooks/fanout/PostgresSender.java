package live.devhooks.fanout;

import java.util.List;
import java.util.Optional;
import live.devhooks.protocol.WakeUp;

/** Has PostgreSQL say it at the commit: the message is part of the transaction. */
final class PostgresSender implements WakeUpSender {

    private static final String NOTIFY =
            "select pg_notify(channel, payload) from unnest(?::text[], ?::text[]) as w (channel, payload)";

    @Override
    public void start() {
        // The connection is that of the transaction.
    }

    @Override
    public Optional<String> inTransaction() {
        return Optional.of(NOTIFY);
    }

    @Override
    public void committed(List<WakeUp.Message> messages) {
        // PostgreSQL has said it.
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}
