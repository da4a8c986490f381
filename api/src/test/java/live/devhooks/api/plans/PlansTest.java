package live.devhooks.api.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PlansTest {

    @Test
    void theFreePlanIsThereWithoutBeingConfigured() {
        Plans plans = plans(Map.of("devhooks.plans.pro.daily-events", "100000"));

        assertThat(plans.names()).containsExactly("free", "pro");
        assertThat(plans.named("free").dailyEvents()).isEqualTo(5_000);
        assertThat(plans.named("pro").dailyEvents()).isEqualTo(100_000);
    }

    @Test
    void theFreePlanCanBeConfigured() {
        assertThat(plans(Map.of("devhooks.plans.free.daily-events", "7"))
                        .named("free")
                        .dailyEvents())
                .isEqualTo(7);
    }

    @Test
    void aPlanThatNobodyConfiguresIsTheFreeOneAndLoggedOnce(CapturedOutput output) {
        Plans plans = plans(Map.of());

        assertThat(plans.named("gold").dailyEvents()).isEqualTo(5_000);
        assertThat(plans.named("gold").dailyEvents()).isEqualTo(5_000);
        assertThat(output.getOut().split("devhooks.plans.gold", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Plan.MAX_DAILY_EVENTS + 1})
    void whatIsNoNumberOfEventsIsRefused(long dailyEvents) {
        assertThatThrownBy(() -> new Plan(dailyEvents, 1_000))
                .hasMessageContaining("devhooks.plans.<name>.daily-events");
    }

    private static Plans plans(Map<String, String> properties) {
        return new Plans(new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("devhooks", PlanProperties.class));
    }
}
