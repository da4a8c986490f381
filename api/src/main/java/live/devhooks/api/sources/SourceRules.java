package live.devhooks.api.sources;

import java.util.List;
import live.devhooks.api.addresses.AddressBlock;
import live.devhooks.api.problems.ProblemException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;

/** The rules for a source's settings that no annotation can state. */
@Component
class SourceRules {

    static final int MAX_POINTER_LENGTH = 200;
    static final int MAX_ALLOWED_ADDRESSES = 100;
    static final int MAX_ADDRESS_LENGTH = 64;
    static final int MAX_BURST = 10_000;

    private final SourceProperties properties;

    SourceRules(SourceProperties properties) {
        this.properties = properties;
    }

    /** The same settings; a problem that names the field where one breaks its rule. */
    SourceSettings checked(SourceSettings settings) {
        if (settings.sessionPointer() != null) {
            checkPointer(settings.sessionPointer());
        }
        if (settings.allowedAddresses() != null) {
            checkAddresses(settings.allowedAddresses());
        }
        return settings;
    }

    private static void checkPointer(String pointer) {
        try {
            JsonPointer.compile(pointer);
        } catch (IllegalArgumentException notAPointer) {
            throw ProblemException.field(
                    "sessionPointer", "must be a JSON pointer (RFC 6901) such as /data/reference, or empty for none");
        }
    }

    private void checkAddresses(List<String> addresses) {
        for (int at = 0; at < addresses.size(); at++) {
            checkAddress(at, addresses.get(at));
        }
    }

    private void checkAddress(int at, String address) {
        boolean isPreset = properties.addressPresets().containsKey(address);
        if (!isPreset && AddressBlock.parse(address).isEmpty()) {
            throw ProblemException.field(
                    "allowedAddresses[" + at + "]",
                    "must be an IP address, a CIDR block such as 196.201.214.0/24, or one of "
                            + properties.addressPresets().keySet());
        }
    }
}
