package live.devhooks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @ParameterizedTest
    @EnumSource
    void aSecretTellsItsKindAndNobodyElsesSecrets(Secret.Kind kind) {
        Secret secret = Secret.random(kind);

        assertThat(secret.kind()).contains(kind);
        assertThat(secret.value()).matches("[a-z]{2}_[0-9A-Za-z]{38}");
        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(Secret.random(kind)).isNotEqualTo(secret);
    }

    @Test
    void aMistypedSecretIsNone() {
        String value = Secret.random(Secret.Kind.SOURCE).value();
        char other = value.charAt(10) == 'x' ? 'y' : 'x';

        assertThat(new Secret(value.substring(0, 10) + other + value.substring(11)).kind())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk_", "sk_wrong", "xx_0000000000000000000000000000000000000000", "ä"})
    void whatHasAnotherFormIsNone(String value) {
        assertThat(new Secret(value).kind()).isEmpty();
    }

    @Test
    void theChecksumIsACrc32InBase62() {
        assertThat(new Secret("sk_" + "0".repeat(32) + "30OBQY").kind()).contains(Secret.Kind.SOURCE);
    }
}
