package live.devhooks.api.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestKeyTest {

    @Test
    void hasAtLeast128RandomBits() {
        double bits = IngestKey.LENGTH * Math.log(IngestKey.ALPHABET.length()) / Math.log(2);

        assertThat(bits).isGreaterThanOrEqualTo(128);
        assertThat(IngestKey.random()).hasSize(IngestKey.LENGTH).matches("[" + IngestKey.ALPHABET + "]+");
    }

    @Test
    void isNeverTheSameTwice() {
        Set<String> keys = new HashSet<>();
        for (int made = 0; made < 10_000; made++) {
            keys.add(IngestKey.random());
        }

        assertThat(keys).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpesa", "m-pesa", "safaricom", "exe", "exec", "cmd", "sql", "query"})
    void cannotContainAWordThatDarajaForbids(String word) {
        assertThat(word.chars().anyMatch(letter -> IngestKey.ALPHABET.indexOf(letter) < 0))
                .isTrue();
        assertThat(word.toUpperCase(java.util.Locale.ROOT)
                        .chars()
                        .anyMatch(letter -> IngestKey.ALPHABET.indexOf(letter) < 0))
                .isTrue();
    }
}
