package live.devhooks.api.accounts;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The account itself: signing up for one, looking at it, changing and deleting it. */
@RestController
@Tag(name = "account")
class AccountController {

    private final Accounts accounts;
    private final SignIns signIns;
    private final Throttles throttles;
    private final AccountProperties properties;

    AccountController(Accounts accounts, SignIns signIns, Throttles throttles, AccountProperties properties) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.throttles = throttles;
        this.properties = properties;
    }

    record SignUp(
            @NotNull
            @Email
            @Size(min = 3, max = Emails.MAX_LENGTH)
            @Pattern(regexp = Emails.ASCII, message = Emails.ASCII_RULE)
            String email,

            @NotNull
            @Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_BYTES)
            @Schema(description = NewPassword.RULE)
            String password,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name) {

        @Override
        public String toString() {
            return "SignUp";
        }
    }

    @Schema(name = "AccountChanges")
    record Changes(
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name,

            @Nullable
            @Size(min = NewPassword.MIN_LENGTH, max = NewPassword.MAX_BYTES)
            @Schema(description = NewPassword.RULE)
            String password,

            @Nullable @Size(max = 200) String currentPassword) {

        @Override
        public String toString() {
            return "Changes";
        }
    }

    /** Takes JSON only, which a foreign page cannot send without being asked first, and so needs no CSRF token. */
    @PostMapping(path = "/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "signUp",
            summary =
                    "Makes an account and signs in to it; or signs in to the one that this email and this password have already")
    @Problems({ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED})
    Account signUp(@Valid @RequestBody SignUp body, HttpServletRequest request, HttpServletResponse response) {
        NewPassword.checked(body.password());
        throttles.take("sign-up-address", NetworkOf.request(request), properties.signUpsPerAddress());
        throttles.take("sign-up-email", Emails.key(body.email()), properties.signUpsPerEmail());
        Accounts.Entry entry = accounts.signUp(body.email(), body.password(), body.name());
        signIns.begin(entry.signedIn(), request, response);
        return entry.account();
    }

    @GetMapping("/v1/account")
    @Operation(operationId = "getAccount", summary = "The account")
    Account get() {
        return accounts.get();
    }

    /** A new password needs the old one, and ends all sign-ins but this one. */
    @PatchMapping(path = "/v1/account", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "changeAccount", summary = "Renames the account, or sets a new password")
    @Problems({ProblemType.INVALID_CREDENTIALS, ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED})
    Account change(
            @Valid @RequestBody Changes body,
            @AuthenticationPrincipal Object caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (body.password() == null) {
            if (body.currentPassword() != null) {
                throw ProblemException.field("currentPassword", "goes with a new password only");
            }
            return accounts.rename(body.name());
        }
        NewPassword.checked(body.password());
        if (body.currentPassword() == null) {
            throw ProblemException.field("currentPassword", "must be given to change the password");
        }
        throttles.take("password-account", accounts.get().id().toString(), properties.signInsPerEmail());
        Accounts.Entry entry = accounts.changePassword(body.currentPassword(), body.password(), body.name());
        signIns.endAll(entry.signedIn().userId());
        if (caller instanceof SignedIn) {
            signIns.end(request);
            signIns.begin(entry.signedIn(), request, response);
        }
        return entry.account();
    }

    /** Deletes the account with all that is of it, and signs out whoever is signed in to it. */
    @DeleteMapping("/v1/account")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteAccount", summary = "Deletes the account with all that is of it")
    void delete(HttpServletRequest request) {
        signIns.end(request);
        accounts.userIds().forEach(signIns::endAll);
        accounts.delete();
    }
}
