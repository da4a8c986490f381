package live.devhooks.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void readsUtf8() {
        for (String text : List.of("", "a", "Wanjikũ", "\uD83D\uDE00", "\uFFFD is a character, too")) {
            assertThat(Texts.utf8(text.getBytes(UTF_8))).contains(text);
        }
        assertThat(Texts.utf8("\uFEFF{}".getBytes(UTF_8))).contains("{}");
    }

    @Test
    void anythingElseIsNotUtf8() {
        assertThat(Texts.utf8("é".getBytes(ISO_8859_1))).isEmpty();
        assertThat(Texts.utf8(new byte[] {'a', (byte) 0xC0, (byte) 0x80})).isEmpty();
        // Half of a surrogate pair, and a character that goes on after the end.
        assertThat(Texts.utf8(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .isEmpty();
        assertThat(Texts.utf8(new byte[] {'a', (byte) 0xE2, (byte) 0x82})).isEmpty();
    }

    @Test
    void replacesWhatCannotBeStored() {
        assertThat(Texts.storable("a\u0000b\uD800c\uD83D\uDE00")).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
    }
}
