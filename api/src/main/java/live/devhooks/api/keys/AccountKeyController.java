package live.devhooks.api.keys;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import live.devhooks.api.problems.Problems;
import live.devhooks.protocol.ProblemType;
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
@Tag(name = "account keys")
@RequestMapping("/v1/account/keys")
class AccountKeyController {

    private final AccountKeys keys;

    AccountKeyController(AccountKeys keys) {
        this.keys = keys;
    }

    record NewKey(
            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name) {}

    record KeyList(List<AccountKeys.Listed> keys) {}

    @GetMapping
    @Operation(operationId = "listAccountKeys", summary = "The keys of the account")
    KeyList list() {
        return new KeyList(keys.list());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createAccountKey", summary = "Makes a key, which is shown this once")
    @Problems({ProblemType.TOO_MANY})
    AccountKeys.Created create(@Valid @RequestBody NewKey body) {
        return keys.create(body.name());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeAccountKey", summary = "Revokes a key")
    void revoke(@PathVariable UUID id) {
        keys.revoke(id);
    }
}
