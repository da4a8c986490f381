package live.devhooks.api.accounts;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing up, in and out. These take JSON only, which a foreign page cannot send without being asked first, and so need no CSRF token.
 */
@RestController
class AccountController {

    /** What bcrypt reads of a password; it would ignore the rest. */
    private static final int MAX_PASSWORD_BYTES = 72;

    private final Accounts accounts;
    private final SecurityContextRepository signIns;

    AccountController(Accounts accounts, SecurityContextRepository signIns) {
        this.accounts = accounts;
        this.signIns = signIns;
    }

    record SignUp(
            @NotNull @Email @Size(min = 3, max = 254) String email,

            @NotNull @Size(min = 10, max = MAX_PASSWORD_BYTES)
            String password,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name) {

        @Override
        public String toString() {
            return "SignUp";
        }
    }

    record SignIn(
            @NotBlank @Size(max = 254) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String email,

            @NotBlank @Size(max = 200) String password) {

        @Override
        public String toString() {
            return "SignIn";
        }
    }

    @PostMapping(path = "/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Account signUp(@Valid @RequestBody SignUp body, HttpServletRequest request, HttpServletResponse response) {
        if (body.password().getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES) {
            throw ProblemException.field("password", "must be at most " + MAX_PASSWORD_BYTES + " bytes of UTF-8");
        }
        String name = body.name() == null || body.name().isBlank() ? null : body.name();
        return remember(accounts.signUp(body.email(), body.password(), name), request, response);
    }

    @PostMapping(path = "/v1/session", consumes = MediaType.APPLICATION_JSON_VALUE)
    Account signIn(@Valid @RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        return accounts.signIn(body.email(), body.password())
                .map(entry -> remember(entry, request, response))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_CREDENTIALS, "Check the email and the password, or sign up"));
    }

    @DeleteMapping("/v1/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private Account remember(Accounts.Entry entry, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                entry.signedIn(), null, AuthorityUtils.NO_AUTHORITIES));
        signIns.saveContext(context, request, response);
        return entry.account();
    }
}
