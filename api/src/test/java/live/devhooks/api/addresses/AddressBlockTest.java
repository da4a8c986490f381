package live.devhooks.api.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "196.201.214.200, 196.201.214.200, true",
        "196.201.214.200, 196.201.214.201, false",
        "196.201.214.0/24, 196.201.214.255, true",
        "196.201.214.0/24, 196.201.215.0, false",
        "196.201.214.77/25, 196.201.214.127, true",
        "196.201.214.77/25, 196.201.214.128, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/32, [2001:db8::1], true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        // An IPv6 address that begins with the same bits is another network.
        "38.0.0.0/8, 2600::1, false",
        "0.0.0.0/0, 2600::1, false",
        "2600::/8, 38.1.2.3, false",
        "::/0, 10.1.2.3, false",
        "::/64, 0.0.0.0, false",
        "10.0.0.0/8, localhost, false",
        "10.0.0.0/8, '', false",
    })
    void containsWhatIsInIt(String block, String address, boolean contained) {
        AddressBlocks blocks = AddressBlocks.configured("test", List.of(block));

        assertThat(blocks.contain(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "a",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "010.0.0.1",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "1.2.3.4/x",
                "1.2.3.4/8/8",
                "1.2.3.4:80",
                "a:b",
                ".:1",
                "::1/129",
                "[::1",
                ":::::::::::",
                "safaricom",
                "\0"
            })
    void whatIsNoAddressIsNoBlock(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
