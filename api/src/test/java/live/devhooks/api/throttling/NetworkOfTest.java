package live.devhooks.api.throttling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkOfTest {

    @Test
    void allAddressesOfAnIpv6SubscriberAreOneCaller() {
        assertThat(NetworkOf.address("2001:db8:1:2::1")).isEqualTo(NetworkOf.address("2001:db8:1:2:ffff::9"));
        assertThat(NetworkOf.address("2001:db8:1:2::1")).isNotEqualTo(NetworkOf.address("2001:db8:1:3::1"));
        assertThat(NetworkOf.address("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(NetworkOf.address(":nonsense")).isEqualTo(":nonsense");
    }

    @Test
    void aLimitIsWrittenAsTriesAndTime() {
        assertThat(Limit.valueOf("30/10m")).isEqualTo(new Limit(30, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "0/1m", "-1/1m", "30/0s", "30/1m/1m", "x/1m"})
    void aLimitThatMakesNoSenseIsRefused(String text) {
        assertThatThrownBy(() -> Limit.valueOf(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
