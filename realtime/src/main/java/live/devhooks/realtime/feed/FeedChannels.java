package live.devhooks.realtime.feed;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import live.devhooks.protocol.WakeUp;
import org.springframework.stereotype.Component;

/** The channels on which wake-ups come that somebody here needs. */
@Component
class FeedChannels {

    private final AtomicIntegerArray streams = new AtomicIntegerArray(WakeUp.CHANNELS);

    /** The source has readers here. */
    void enter(long sourceId) {
        streams.incrementAndGet(WakeUp.channel(sourceId));
    }

    /** It has none any more. */
    void leave(long sourceId) {
        streams.decrementAndGet(WakeUp.channel(sourceId));
    }

    /** The numbers of the channels that are needed. */
    Set<Integer> needed() {
        Set<Integer> needed = new TreeSet<>();
        for (int channel = 0; channel < WakeUp.CHANNELS; channel++) {
            if (streams.get(channel) > 0) {
                needed.add(channel);
            }
        }
        return needed;
    }
}
