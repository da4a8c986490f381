package live.devhooks.api.accounts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.problems.Problems;
import live.devhooks.api.throttling.NetworkOf;
import live.devhooks.api.throttling.Throttles;
import live.devhooks.protocol.ProblemType;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
@Tag(name = "account")
@RequestMapping("/v1/session")
class SessionController {

    private static final String ALL_BY_ADDRESS = "sign-in-all-address";
    private static final String BY_ADDRESS = "sign-in-address";
    private static final String BY_EMAIL = "sign-in-email";

    private final Accounts accounts;
    private final SignIns signIns;
    private final Throttles throttles;
    private final AccountProperties properties;

    SessionController(Accounts accounts, SignIns signIns, Throttles throttles, AccountProperties properties) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.throttles = throttles;
        this.properties = properties;
    }

    record SignIn(
            @NotNull
            @Size(min = 1, max = Emails.MAX_LENGTH)
            @Pattern(regexp = Emails.ASCII, message = Emails.ASCII_RULE)
            String email,

            @NotNull @Size(min = 1, max = 200) String password) {

        @Override
        public String toString() {
            return "SignIn";
        }
    }

    /**
     * Takes JSON only, which a foreign page cannot send without being asked first, and so needs no CSRF token. A try is counted before the
     * password is looked at, so that many at once are counted too, and given back where it was not found to be wrong.
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "signIn", summary = "Signs in")
    @Problems({ProblemType.INVALID_CREDENTIALS, ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED})
    Account signIn(@Valid @RequestBody SignIn body, HttpServletRequest request, HttpServletResponse response) {
        String network = NetworkOf.request(request);
        throttles.take(ALL_BY_ADDRESS, network, properties.signInTriesPerAddress());
        throttles.take(BY_ADDRESS, network, properties.signInsPerAddress());
        throttles.take(BY_EMAIL, Emails.key(body.email()), properties.signInsPerEmail());
        Accounts.Entry entry = opened(body, network);
        signIns.begin(entry.signedIn(), request, response);
        return entry.account();
    }

    private Accounts.Entry opened(SignIn body, String network) {
        boolean isWrong = false;
        try {
            Optional<Accounts.Entry> entry = accounts.signIn(body.email(), body.password());
            isWrong = entry.isEmpty();
            return entry.orElseThrow(() -> new ProblemException(
                    ProblemType.INVALID_CREDENTIALS, "Check the email and the password, or sign up"));
        } finally {
            if (!isWrong) {
                throttles.giveBack(BY_ADDRESS, network, properties.signInsPerAddress());
                throttles.giveBack(BY_EMAIL, Emails.key(body.email()), properties.signInsPerEmail());
            }
        }
    }

    /** Signs out here, or everywhere. Whoever shows a key is not signed in, and so has nothing to end. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "signOut", summary = "Signs out, here or everywhere")
    void signOut(
            @RequestParam(defaultValue = "false") boolean everywhere,
            @AuthenticationPrincipal Object caller,
            HttpServletRequest request) {
        if (!(caller instanceof SignedIn signedIn)) {
            return;
        }
        accounts.noteSignOut(everywhere);
        signIns.end(request);
        if (everywhere) {
            signIns.endAll(signedIn.userId());
        }
    }
}
