package live.devhooks.api.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import live.devhooks.api.problems.ProblemWriter;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** The wall in front of everything of this module: closed, but for what is named here. */
@Configuration(proxyBeanMethods = false)
class AccountSecurity {

    private static final String TOKENS = "/v1/tokens";

    /** Webhooks show an ingest key in their path and nothing else; nothing of a browser's applies to them. */
    @Bean
    @Order(1)
    SecurityFilterChain ingestWall(HttpSecurity http) {
        return http.securityMatcher("/in/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Whoever shows a secret gets a token, from whatever page; no cookie is read or set. */
    @Bean
    @Order(1)
    SecurityFilterChain tokenWall(HttpSecurity http) {
        return http.securityMatcher(TOKENS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .cors(cors -> cors.configurationSource(tokensFromAnyPage()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain wall(HttpSecurity http) {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers(HttpMethod.POST, "/v1/accounts", "/v1/session", TOKENS)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/problems/*")
                                .permitAll()
                                .requestMatchers("/v1/**")
                                .authenticated()
                                .anyRequest()
                                .denyAll())
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers(AccountSecurity::signsIn))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(AccountSecurity::unknown)
                        .accessDeniedHandler(AccountSecurity::denied))
                .build();
    }

    @Bean
    SecurityContextRepository signIns() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** Keeps Spring Boot from making a user with a generated password: {@link Accounts} signs people in. */
    @Bean
    UserDetailsService noOtherUsers() {
        return name -> {
            throw new UsernameNotFoundException("sign in at /v1/session");
        };
    }

    /** Any page may exchange a secret that it holds for a token; no cookie goes along. */
    private static UrlBasedCorsConfigurationSource tokensFromAnyPage() {
        CorsConfiguration anyPage = new CorsConfiguration();
        anyPage.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        anyPage.setAllowedMethods(List.of(HttpMethod.POST.name()));
        anyPage.setAllowedHeaders(List.of("content-type"));
        anyPage.setExposedHeaders(List.of("retry-after"));
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration(TOKENS, anyPage);
        return paths;
    }

    /** Signing up and in take JSON only, which a foreign page cannot send unasked. Signing out is protected like the rest. */
    private static boolean signsIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST") && (path.equals("/v1/accounts") || path.equals("/v1/session"));
    }

    private static void unknown(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        boolean api = request.getRequestURI().startsWith("/v1/");
        ProblemWriter.write(
                response,
                api
                        ? Problem.of(ProblemType.NOT_AUTHENTICATED, "Sign in at POST /v1/session")
                        : Problem.of(ProblemType.NOT_FOUND, "The API is under /v1"));
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        ProblemWriter.write(
                response,
                reason instanceof CsrfException
                        ? Problem.of(
                                ProblemType.CSRF_TOKEN_MISSING,
                                "Send the value of the cookie XSRF-TOKEN as header X-XSRF-TOKEN")
                        : Problem.of(ProblemType.NOT_FOUND, "The API is under /v1"));
    }
}
