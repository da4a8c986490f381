package live.devhooks.standalone;

import java.io.IOException;

/** One step of a model's sequence. Where it makes no sense, such as to a reader that is away, it does nothing; so any part of a sequence is one. */
sealed interface StreamCommand {

    void on(StreamModel model) throws IOException;

    /** Whether connections may end by it that nobody meant to end. */
    default boolean endsConnections() {
        return false;
    }

    /** Webhooks of some {@code bytes} each are sent to a node, one after the other, and nobody waits for the answers. An empty session is none. */
    record Publish(int node, String session, int count, int bytes) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.publish(node, session, count, bytes);
        }
    }

    record Connect(ReaderKind reader, int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.connect(reader, node);
        }
    }

    /** All who are away come to a node at the same moment, as they do when another one has died. */
    record ConnectAll(int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.connectAll(node);
        }
    }

    record Drop(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).drop();
        }
    }

    record Leave(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).leave();
        }
    }

    /** A reader takes nothing from its connection until it has to. */
    record Pause(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).pause();
        }
    }

    /** And takes again what comes. */
    record ReadOn(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).readOn();
        }
    }

    record SubscribeAgain(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.subscribeAgain(reader);
        }
    }

    record Renew(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.renew(reader);
        }
    }

    record Acknowledge(ReaderKind reader, int count) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).acknowledge(count);
        }
    }

    record AcknowledgeLast(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).acknowledgeLast();
        }
    }

    record Refuse(ReaderKind reader) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.reader(reader).refuse();
        }
    }

    /** Nothing happens until all that was sent has been answered. */
    record AwaitAnswers() implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.awaitAnswers();
        }
    }

    record Deafen(int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.world().deafen(node);
        }
    }

    record Hear(int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.world().hear(node);
        }
    }

    record Cut(int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.world().cut(node);
        }

        @Override
        public boolean endsConnections() {
            return true;
        }
    }

    record ExpireTokens() implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.expireTokens();
        }
    }

    record KillStreams(int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.world().killStreams(node);
        }

        @Override
        public boolean endsConnections() {
            return true;
        }
    }

    record KillApi(int node) implements StreamCommand {
        @Override
        public void on(StreamModel model) {
            model.world().killApi(node);
        }

        @Override
        public boolean endsConnections() {
            return true;
        }
    }

    record RestartPostgres(boolean byKill) implements StreamCommand {
        @Override
        public void on(StreamModel model) throws IOException {
            model.world().restartPostgres(byKill);
        }

        @Override
        public boolean endsConnections() {
            return true;
        }
    }
}
