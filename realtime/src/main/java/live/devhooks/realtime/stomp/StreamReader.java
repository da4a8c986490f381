package live.devhooks.realtime.stomp;

import live.devhooks.protocol.EventId;
import live.devhooks.realtime.feed.FeedEvent;
import live.devhooks.realtime.feed.FeedReader;
import org.jspecify.annotations.Nullable;

/** Writes a stream's events as the MESSAGE frames of one subscription. */
final class StreamReader implements FeedReader {

    private final Outbox outbox;
    private final String subscriptionId;
    private final String destination;
    private final boolean payerView;

    @Nullable
    private final String receipt;

    StreamReader(
            Outbox outbox, String subscriptionId, String destination, boolean payerView, @Nullable String receipt) {
        this.outbox = outbox;
        this.subscriptionId = subscriptionId;
        this.destination = destination;
        this.payerView = payerView;
        this.receipt = receipt;
    }

    @Override
    public boolean hasRoom() {
        return outbox.hasRoom();
    }

    @Override
    public void event(FeedEvent event) {
        outbox.send(Frame.of("MESSAGE")
                .header("subscription", subscriptionId)
                .header("message-id", event.id().toString())
                .header("destination", destination)
                .header("content-type", "application/json")
                .body(event.json(payerView)));
    }

    @Override
    public void live(EventId position, boolean gap) {
        if (receipt == null) {
            return;
        }
        Frame frame = Frame.of("RECEIPT").header("receipt-id", receipt).header("position", position.toString());
        if (gap) {
            frame.header("replay-gap", "true");
        }
        outbox.send(frame.end());
    }
}
