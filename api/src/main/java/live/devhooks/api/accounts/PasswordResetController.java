package live.devhooks.api.accounts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.devhooks.api.problems.ProblemException;
import live.devhooks.api.problems.Problems;
import live.devhooks.api.throttling.NetworkOf;
import live.devhooks.api.throttling.Throttles;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.Secret;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Setting a new password without the old one. */
@RestController
@Tag(name = "account")
@RequestMapping("/v1/password-resets")
class PasswordResetController {

    private final PasswordResets resets;
    private final SignIns signIns;
    private final Throttles throttles;
    private final AccountProperties properties;

    PasswordResetController(PasswordResets resets, SignIns signIns, Throttles throttles, AccountProperties properties) {
        this.resets = resets;
        this.signIns = signIns;
        this.throttles = throttles;
        this.properties = properties;
    }

    @Schema(name = "PasswordResetRequest")
    record Wanted(
            @NotNull
            @Email
            @Size(min = 3, max = Emails.MAX_LENGTH)
            @Pattern(regexp = Emails.ASCII, message = Emails.ASCII_RULE)
            String email) {

        @Override
        public String toString() {
            return "Wanted";
        }
    }

    @Schema(name = "NewPassword")
    record Reset(
            @NotNull
            @Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_BYTES)
            @Schema(description = NewPassword.RULE)
            String password) {

        @Override
        public String toString() {
            return "Reset";
        }
    }

    /** The same answer whether anybody has this address or not. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "askForPasswordReset",
            summary =
                    "Has a link mailed with which a new password can be set; the same answer whether there is somebody with this address or not")
    @Problems({ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED})
    void ask(@Valid @RequestBody Wanted body, HttpServletRequest request) {
        throttles.take("reset-address", NetworkOf.request(request), properties.resetsPerAddress());
        throttles.take("reset-email", Emails.key(body.email()), properties.resetsPerEmail());
        resets.ask(body.email());
    }

    /** Sets the password, signs its user out everywhere and, the first time, revokes what the account has given out. */
    @PutMapping(path = "/{token}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "resetPassword",
            summary =
                    "Sets a new password, and signs out everywhere; the first time for an account it also revokes the account's keys and secrets")
    @Problems({ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED})
    void reset(@PathVariable String token, @Valid @RequestBody Reset body, HttpServletRequest request) {
        NewPassword.checked(body.password());
        throttles.take("reset-try-address", NetworkOf.request(request), properties.resetsPerAddress());
        PasswordResets.UserKey user = resets.use(new Secret(token), body.password())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "The link was used already or has run out; ask for another one"));
        signIns.endAll(user.userId());
        resets.prove(user);
    }
}
