package live.devhooks.bench.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import live.devhooks.api.recognition.Reading;
import live.devhooks.api.recognition.Recogniser;
import live.devhooks.bench.load.LoadOrder;
import live.devhooks.protocol.EventTypes;
import org.junit.jupiter.api.Test;

class StkBodyTest {

    @Test
    void isACallbackOf700BytesThatIsRecognised() {
        byte[] body =
                StkBody.TEMPLATE.replace(LoadOrder.UNIQUE, "1234567890123456").getBytes(UTF_8);

        Reading reading = new Recogniser().read(body, Optional.empty(), Optional.empty());

        assertThat(body).hasSize(StkBody.LENGTH);
        assertThat(reading.type()).isEqualTo(EventTypes.MPESA_CALLBACK);
        assertThat(reading.session()).hasToString("Optional[ws_CO_1234567890123456]");
        assertThat(reading.identity()).isPresent();
    }
}
