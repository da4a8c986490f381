package live.devhooks.api.secrets;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import live.devhooks.api.problems.Problems;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "secrets")
@RequestMapping("/v1/sources/{source}/secrets")
class SourceSecretController {

    private static final String UNNAMED = "unnamed";

    private final SourceSecrets secrets;

    SourceSecretController(SourceSecrets secrets) {
        this.secrets = secrets;
    }

    record NewSecret(
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name) {}

    record SecretList(List<SourceSecrets.Listed> secrets) {}

    @GetMapping
    @Operation(operationId = "listSecrets", summary = "The secrets of a source")
    SecretList list(@PathVariable String source) {
        return new SecretList(secrets.list(source));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createSecret", summary = "Makes a source secret, which is shown this once")
    @Problems({ProblemType.TOO_MANY})
    SourceSecrets.Created create(
            @PathVariable String source, @Valid @RequestBody(required = false) @Nullable NewSecret body) {
        return secrets.create(source, body == null || body.name() == null ? UNNAMED : body.name());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeSecret", summary = "Revokes a source secret, and ends what was opened with it")
    void revoke(@PathVariable String source, @PathVariable UUID id) {
        secrets.revoke(source, id);
    }
}
