package live.devhooks.api.secrets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.devhooks.api.problems.Problems;
import live.devhooks.api.sources.UrlSafeSession;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "secrets")
@RequestMapping("/v1/sources/{source}/sessions")
class SessionSecretController {

    private final SessionSecrets sessions;

    SessionSecretController(SessionSecrets sessions) {
        this.sessions = sessions;
    }

    record NewSession(
            @Nullable
            @Size(min = 1, max = SessionName.MAX_LENGTH)
            @Pattern(regexp = UrlSafeSession.FORM, message = UrlSafeSession.RULE)
            @Schema(description = UrlSafeSession.RULE)
            String session) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "createSession",
            summary = "Makes a session and a secret for it, which is shown this once and may be in a page")
    @Problems({ProblemType.TOO_MANY})
    SessionSecrets.Created create(
            @PathVariable String source, @Valid @RequestBody(required = false) @Nullable NewSession body) {
        return sessions.create(source, body == null ? null : body.session());
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeSession", summary = "Revokes all secrets of a session")
    void revoke(@PathVariable String source, @PathVariable String session) {
        sessions.revoke(source, session);
    }
}
