package live.devhooks.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {

    @Test
    void readsFramesAndHowOftenTheyWereMet() {
        assertThat(Stack.parse(List.of("[main tid=1];java/lang/Thread.run;std::map<int, long>::find 12")))
                .containsExactly(new Stack(List.of("[main]", "java/lang/Thread.run", "std::map<int, long>::find"), 12));
    }

    @Test
    void takesThreadsOfOneKindTogether() {
        List<String> lines = List.of(
                "[qtp1546727972-122 tid=7273];a 1",
                "[GC Thread#0 tid=7];a 1",
                "[C2 CompilerThre tid=7];a 1",
                "[feed-reader tid=7];a 1",
                "[HikariPool-1:housekeeper tid=7];a 1");

        assertThat(Stack.parse(lines))
                .extracting(stack -> stack.frames().get(0))
                .containsExactly(
                        "[qtp]", "[GC Thread]", "[C2 CompilerThre]", "[feed-reader]", "[HikariPool-1:housekeeper]");
    }
}
