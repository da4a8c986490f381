package live.devhooks.realtime.sse;

import java.util.List;
import live.devhooks.realtime.access.AccountConnections;
import live.devhooks.realtime.access.SecretVerifier;
import live.devhooks.realtime.access.TokenVerifier;
import live.devhooks.realtime.feed.Feed;
import live.devhooks.realtime.pulse.Pulse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;

@Configuration(proxyBeanMethods = false)
class SseConfiguration {

    /** Behind Spring Security, whose wall below lets everybody through to it. */
    @Bean
    FilterRegistrationBean<SseFilter> sseFilter(
            Feed feed,
            Pulse pulse,
            TokenVerifier tokens,
            SecretVerifier secrets,
            AccountConnections accounts,
            SseProperties properties) {
        FilterRegistrationBean<SseFilter> filter =
                new FilterRegistrationBean<>(new SseFilter(feed, pulse, tokens, secrets, accounts, properties));
        filter.addUrlPatterns(SseFilter.PATTERN);
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    /** Any page may read: what it gets is decided by the token or the secret that it shows, never by a cookie. */
    @Bean
    @Order(2)
    SecurityFilterChain sseWall(HttpSecurity http) {
        return http.securityMatcher("/v1/sources/*/stream")
                .cors(cors -> cors.configurationSource(request -> anyPage()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static CorsConfiguration anyPage() {
        CorsConfiguration anyPage = new CorsConfiguration();
        anyPage.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        anyPage.setAllowedMethods(List.of(HttpMethod.GET.name()));
        anyPage.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        anyPage.setExposedHeaders(List.of("retry-after"));
        return anyPage;
    }
}
