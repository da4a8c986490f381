package live.devhooks.api.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import live.devhooks.api.accounts.Account;
import live.devhooks.api.console.Console;
import live.devhooks.api.keys.AccountKeys;
import live.devhooks.api.problems.ProblemWriter;
import live.devhooks.api.secrets.SecretGrants;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.util.WebUtils;

/** The walls in front of everything of this module: closed, but for what is named here. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final String TOKENS = "/v1/tokens";
    private static final String TOKEN_KEYS = "/.well-known/jwks.json";
    private static final String CSRF_HEADER = "X-XSRF-TOKEN";

    /** As {@code api.properties} names it. */
    private static final String SIGN_IN_COOKIE = "devhooks_session";

    /** What a source secret opens, too. */
    private static final String[] OF_A_SOURCE = {
        "/v1/sources/*/sessions",
        "/v1/sources/*/sessions/*",
        "/v1/sources/*/events",
        "/v1/sources/*/events/*",
        "/v1/sources/*/events/*/raw",
        "/v1/sources/*/test-events"
    };

    /** Whoever shows a secret gets a token, from whatever page, and anybody what it verifies with; no cookie is read or set. */
    @Bean
    @Order(1)
    SecurityFilterChain tokenWall(HttpSecurity http) {
        return withoutCookies(http.securityMatcher(ApiSecurity::isForAnyPage))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilter(tokensFromAnyPage())
                .headers(BrowserHeaders::ofAnyPage)
                .build();
    }

    /** The console's files are everybody's, and kept by whoever stands between us and a browser: so no cookie is among them. */
    @Bean
    @Order(2)
    SecurityFilterChain consoleFilesWall(HttpSecurity http) {
        return withoutCookies(http.securityMatcher(Console.FILES))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Automation shows a key or a secret itself; no cookie is read or set, and so no other page can make use of one. */
    @Bean
    @Order(3)
    SecurityFilterChain bearerWall(HttpSecurity http, AccountKeys keys, SecretGrants secrets) {
        return withoutCookies(http.securityMatcher(BearerFilter::isShown))
                .addFilterBefore(new BearerFilter(keys, secrets), AuthorizationFilter.class)
                .authorizeHttpRequests(ApiSecurity::whoMayDoWhat)
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(ApiSecurity::unknown).accessDeniedHandler(ApiSecurity::denied))
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain wall(HttpSecurity http, CsrfTokenRepository csrfTokens) {
        return http.headers(BrowserHeaders::ofOurPages)
                .authorizeHttpRequests(ApiSecurity::whoMayDoWhat)
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens)
                        .ignoringRequestMatchers(ApiSecurity::takesJsonOfAnybody, ApiSecurity::isOfNobody))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(ApiSecurity::unknown).accessDeniedHandler(ApiSecurity::denied))
                .build();
    }

    private static void whoMayDoWhat(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/v1/accounts", "/v1/session", "/v1/password-resets")
                .permitAll()
                .requestMatchers(HttpMethod.PUT, "/v1/password-resets/*")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/problems", "/problems/*", "/v1/openapi.json")
                .permitAll()
                .requestMatchers(HttpMethod.POST, TOKENS)
                .permitAll()
                .requestMatchers(HttpMethod.GET, Console.PAGES.toArray(String[]::new))
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, Console.PAGES.toArray(String[]::new))
                .permitAll()
                .requestMatchers(OF_A_SOURCE)
                .hasAnyAuthority(Account.AUTHORITY, BearerFilter.SOURCE_AUTHORITY)
                .requestMatchers("/v1/**")
                .hasAuthority(Account.AUTHORITY)
                .anyRequest()
                .denyAll();
    }

    static HttpSecurity withoutCookies(HttpSecurity http) {
        return http.headers(BrowserHeaders::ofOurPages)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** In a cookie that our pages' scripts can read, and that foreign pages do not send along. */
    @Bean
    CsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(attributes -> attributes.sameSite("Lax"));
        return cookie;
    }

    @Bean
    SecurityContextRepository signInContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Keeps Spring Boot from making a user with a generated password: people sign in at /v1/session. */
    @Bean
    UserDetailsService noOtherUsers() {
        return name -> {
            throw new UsernameNotFoundException("sign in at /v1/session");
        };
    }

    /** Any page may exchange a secret that it holds for a token; no cookie goes along. */
    private static CorsFilter tokensFromAnyPage() {
        CorsConfiguration anyPage = new CorsConfiguration();
        anyPage.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        anyPage.setAllowedMethods(List.of(HttpMethod.POST.name()));
        anyPage.setAllowedHeaders(List.of("content-type", "authorization"));
        anyPage.setExposedHeaders(List.of("retry-after"));
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        paths.registerCorsConfiguration(TOKENS, anyPage);
        CorsFilter filter = new CorsFilter(paths);
        filter.setCorsProcessor(new CorsProblems());
        return filter;
    }

    /**
     * Signing up and in and resetting a password take JSON only, which a foreign page cannot send unasked, and nothing that a cookie would
     * open. All else is protected.
     */
    private static boolean takesJsonOfAnybody(HttpServletRequest request) {
        String path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "POST" ->
                path.equals("/v1/accounts") || path.equals("/v1/session") || path.equals("/v1/password-resets");
            case "PUT" -> path.startsWith("/v1/password-resets/");
            default -> false;
        };
    }

    private static boolean isForAnyPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(TOKEN_KEYS) || (path.equals(TOKENS) && !isOfOurPage(request));
    }

    /** Of somebody who is signed in, and from a page of ours: no other may send this header. */
    private static boolean isOfOurPage(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && !isOfNobody(request)
                && request.getHeader(CSRF_HEADER) != null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    /** Without the cookie of a sign-in there is nothing that a foreign page could make use of. */
    private static boolean isOfNobody(HttpServletRequest request) {
        return WebUtils.getCookie(request, SIGN_IN_COOKIE) == null;
    }

    private static void unknown(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        ProblemWriter.write(
                response,
                isApi(request)
                        ? Problem.of(
                                ProblemType.NOT_AUTHENTICATED,
                                "Sign in at POST /v1/session, or send an account key as Authorization: Bearer ak_…")
                        : nothingHere());
    }

    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        ProblemWriter.write(response, denial(request, reason));
    }

    private static Problem denial(HttpServletRequest request, AccessDeniedException reason) {
        if (reason instanceof CsrfException) {
            return Problem.of(
                    ProblemType.CSRF_TOKEN_MISSING, "Send the value of the cookie XSRF-TOKEN as header X-XSRF-TOKEN");
        }
        return isApi(request)
                ? Problem.of(
                        ProblemType.ACCESS_DENIED,
                        "This takes somebody who is signed in, or an account key (ak_…); a secret does not open it")
                : nothingHere();
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/v1/");
    }

    private static Problem nothingHere() {
        return Problem.of(ProblemType.NOT_FOUND, "The API is under /v1");
    }
}
