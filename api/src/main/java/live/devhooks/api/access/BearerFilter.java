package live.devhooks.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import live.devhooks.api.accounts.Account;
import live.devhooks.api.keys.AccountKeys;
import live.devhooks.api.problems.ProblemWriter;
import live.devhooks.api.secrets.SecretGrants;
import live.devhooks.api.secrets.SecretHolder;
import live.devhooks.api.tenancy.Tenant;
import live.devhooks.protocol.Problem;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever shows a key or a secret as Bearer (RFC 6750). Asks the store each time, so that a revoked one opens nothing. */
final class BearerFilter extends OncePerRequestFilter {

    /** What a source secret may do: what concerns its source. */
    static final String SOURCE_AUTHORITY = "source";

    /** What a session secret may do here: nothing. */
    static final String SESSION_AUTHORITY = "session";

    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String SCHEME = "bearer ";

    private final AccountKeys keys;
    private final SecretGrants secrets;

    BearerFilter(AccountKeys keys, SecretGrants secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    /** Whether {@code request} shows a key or a secret to the API, and so is not to be taken for one of a browser's. */
    static boolean isShown(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return request.getRequestURI().startsWith("/v1/")
                && header != null
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Secret shown = new Secret(request.getHeader(HttpHeaders.AUTHORIZATION)
                .substring(SCHEME.length())
                .strip());
        Optional<Authentication> caller;
        try {
            caller = caller(shown);
        } catch (DataAccessException e) {
            LOG.warn("a key could not be looked up: {}", e.toString());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            ProblemWriter.write(
                    response, Problem.of(ProblemType.UNAVAILABLE, "Try again in " + RETRY_AFTER_SECONDS + " seconds"));
            return;
        }
        if (caller.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            ProblemWriter.write(
                    response,
                    Problem.of(
                            ProblemType.INVALID_KEY,
                            "Send an account key (ak_…) or a source secret (sk_…) that lives"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(caller.get());
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private Optional<Authentication> caller(Secret shown) {
        return shown.kind().flatMap(kind -> switch (kind) {
            case ACCOUNT_KEY -> keys.holderOf(shown).map(holder -> of(holder, Account.AUTHORITY));
            case SOURCE -> holderOf(shown).map(holder -> of(holder, SOURCE_AUTHORITY));
            case SESSION -> holderOf(shown).map(holder -> of(holder, SESSION_AUTHORITY));
            case PASSWORD_RESET -> Optional.empty();
        });
    }

    private Optional<SecretHolder> holderOf(Secret shown) {
        return secrets.of(shown, null).map(grant -> new SecretHolder(grant, shown.prefix()));
    }

    private static Authentication of(Tenant caller, String authority) {
        return UsernamePasswordAuthenticationToken.authenticated(
                caller, null, AuthorityUtils.createAuthorityList(authority));
    }
}
