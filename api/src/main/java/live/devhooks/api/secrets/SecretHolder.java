package live.devhooks.api.secrets;

import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import live.devhooks.api.tenancy.Tenant;

/**
 * Whoever shows a source secret or a session secret.
 *
 * @param secret what it opens
 * @param prefix its first characters
 */
public record SecretHolder(SecretGrant secret, String prefix) implements Tenant, Principal {

    @Override
    public UUID accountId() {
        return secret.grant().account();
    }

    @Override
    public String getName() {
        return secret.secretId().toString();
    }

    @Override
    public String actor() {
        return prefix;
    }

    @Override
    public Optional<String> onlySource() {
        return Optional.of(secret.grant().source());
    }
}
