package live.devhooks.fanout;

import java.util.List;
import java.util.Set;
import live.devhooks.protocol.WakeUp;

/** Whoever a listener wakes. */
public interface Woken {

    /** The channels that are needed now. */
    Set<Integer> channels();

    /** Sources have grown. */
    void wake(List<WakeUp.Position> positions);

    /** Something may have been missed: ask the store. */
    void checkAll();
}
