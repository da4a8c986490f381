package live.devhooks.api.accounts;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class PasswordEncoding {

    private static final String BCRYPT = "bcrypt";

    /** Says with each hash how it was made, so that a better way can come beside the present one. */
    @Bean
    PasswordEncoder passwordEncoder(AccountProperties properties) {
        return new DelegatingPasswordEncoder(
                BCRYPT, Map.of(BCRYPT, new BCryptPasswordEncoder(properties.hashStrength())));
    }
}
