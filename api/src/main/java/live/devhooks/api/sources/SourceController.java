package live.devhooks.api.sources;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.devhooks.api.addresses.PublicAddresses;
import live.devhooks.api.problems.Problems;
import live.devhooks.protocol.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "sources")
@RequestMapping("/v1/sources")
class SourceController {

    private static final int MAX_OVERLAP_SECONDS = 7 * 24 * 60 * 60;

    private final Sources sources;
    private final SourceRules rules;
    private final PublicAddresses addresses;

    SourceController(Sources sources, SourceRules rules, PublicAddresses addresses) {
        this.sources = sources;
        this.rules = rules;
        this.addresses = addresses;
    }

    record NewSource(
            @NotNull
            @Size(min = 1, max = SourceSlug.MAX_LENGTH)
            @Pattern(regexp = SourceSlug.FORM, message = SourceSlug.RULE)
            String source,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name,

            @Nullable @Size(max = SourceRules.MAX_POINTER_LENGTH)
            String sessionPointer,

            @Nullable @Size(max = SourceRules.MAX_ALLOWED_ADDRESSES)
            List<@NotNull @Size(max = SourceRules.MAX_ADDRESS_LENGTH) String> allowedAddresses,

            @Nullable @Min(0) @Max(SourceRules.MAX_BURST) Integer burst,

            @Nullable Boolean wholeEvents) {

        SourceSettings settings() {
            return new SourceSettings(name, null, sessionPointer, allowedAddresses, burst, wholeEvents);
        }
    }

    @Schema(name = "SourceChanges")
    record Changes(
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name,

            @Nullable Boolean paused,

            @Nullable @Size(max = SourceRules.MAX_POINTER_LENGTH)
            String sessionPointer,

            @Nullable @Size(max = SourceRules.MAX_ALLOWED_ADDRESSES)
            List<@NotNull @Size(max = SourceRules.MAX_ADDRESS_LENGTH) String> allowedAddresses,

            @Nullable @Min(0) @Max(SourceRules.MAX_BURST) Integer burst,

            @Nullable Boolean wholeEvents) {

        SourceSettings settings() {
            return new SourceSettings(name, paused, sessionPointer, allowedAddresses, burst, wholeEvents);
        }
    }

    record KeyReplacement(
            @Nullable @Min(0) @Max(MAX_OVERLAP_SECONDS) Integer overlapSeconds) {}

    /** A source as the API shows it. */
    @Schema(name = "Source")
    record SourceView(
            String source,
            String name,
            URI callbackUrl,
            List<ReplacedUrl> replacedCallbackUrls,
            boolean paused,
            @Nullable String sessionPointer,
            List<String> allowedAddresses,
            @Nullable Integer burst,
            boolean wholeEvents,
            Instant createdAt) {}

    /** A callback URL that was replaced, and until when it works. */
    record ReplacedUrl(URI callbackUrl, Instant validUntil) {}

    record SourceList(List<SourceView> sources) {}

    @GetMapping
    @Operation(operationId = "listSources", summary = "The sources of the account")
    SourceList list() {
        return new SourceList(sources.list().stream().map(this::view).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createSource", summary = "Makes a source")
    @Problems({ProblemType.SOURCE_EXISTS, ProblemType.TOO_MANY})
    SourceView create(@Valid @RequestBody NewSource body) {
        SourceSettings settings = rules.checked(body.settings());
        return view(sources.create(body.source(), settings));
    }

    @GetMapping("/{source}")
    @Operation(operationId = "getSource", summary = "One source")
    SourceView get(@PathVariable String source) {
        return view(sources.get(source));
    }

    @PatchMapping("/{source}")
    @Operation(operationId = "changeSource", summary = "Changes what is given, and leaves the rest as it is")
    SourceView change(@PathVariable String source, @Valid @RequestBody Changes body) {
        SourceSettings settings = rules.checked(body.settings());
        return view(sources.change(source, settings));
    }

    @DeleteMapping("/{source}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteSource", summary = "Deletes a source with all that is of it")
    void delete(@PathVariable String source) {
        sources.delete(source);
    }

    @PostMapping("/{source}/ingest-key")
    @Operation(
            operationId = "replaceIngestKey",
            summary = "Gives the source a new callback URL; the one before works on for a while")
    @Problems({ProblemType.TOO_MANY})
    SourceView replaceIngestKey(
            @PathVariable String source, @Valid @RequestBody(required = false) @Nullable KeyReplacement body) {
        Integer overlap = body == null ? null : body.overlapSeconds();
        return view(sources.replaceIngestKey(source, overlap == null ? null : Duration.ofSeconds(overlap)));
    }

    private SourceView view(Source source) {
        return new SourceView(
                source.slug(),
                source.name(),
                addresses.callback(source.ingestKey()),
                source.replacedKeys().stream()
                        .map(key -> new ReplacedUrl(addresses.callback(key.key()), key.validUntil()))
                        .toList(),
                source.paused(),
                source.sessionPointer().orElse(null),
                source.allowedAddresses(),
                source.burst().orElse(null),
                source.wholeEvents(),
                source.createdAt());
    }
}
