package live.devhooks.fanout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.devhooks.protocol.WakeUp;

/** Keeps what it is told. */
final class RecordingWoken implements Woken {

    static final Set<Integer> ALL = IntStream.range(0, WakeUp.CHANNELS).boxed().collect(Collectors.toSet());

    private final List<WakeUp.Position> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger checks = new AtomicInteger();
    private volatile Set<Integer> channels = Set.of();

    /** What it needs from now on. */
    void need(Set<Integer> needed) {
        channels = needed;
    }

    @Override
    public Set<Integer> channels() {
        return channels;
    }

    @Override
    public void wake(List<WakeUp.Position> positions) {
        heard.addAll(positions);
    }

    @Override
    public void checkAll() {
        checks.incrementAndGet();
    }

    List<WakeUp.Position> heard() {
        return heard;
    }

    /** How often it was to ask the store. */
    int checks() {
        return checks.get();
    }
}
