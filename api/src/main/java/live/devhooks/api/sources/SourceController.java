package live.devhooks.api.sources;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import live.devhooks.api.addresses.PublicAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sources")
class SourceController {

    private final Sources sources;
    private final PublicAddresses addresses;

    SourceController(Sources sources, PublicAddresses addresses) {
        this.sources = sources;
        this.addresses = addresses;
    }

    record NewSource(
            @NotNull
            @Size(min = 1, max = SourceSlug.MAX_LENGTH)
            @Pattern(regexp = SourceSlug.FORM, message = SourceSlug.RULE)
            String source,

            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PLAIN, message = PLAIN_RULE)
            String name) {}

    record Changes(@NotNull Boolean paused) {}

    /** A source as the API shows it. */
    record SourceView(String source, String name, URI callbackUrl, boolean paused, Instant createdAt) {}

    record SourceList(List<SourceView> sources) {}

    @GetMapping
    SourceList list() {
        return new SourceList(sources.list().stream().map(this::view).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SourceView create(@Valid @RequestBody NewSource body) {
        return view(sources.create(body.source(), Objects.requireNonNullElse(body.name(), body.source())));
    }

    @GetMapping("/{source}")
    SourceView get(@PathVariable String source) {
        return view(sources.get(source));
    }

    @PatchMapping("/{source}")
    SourceView change(@PathVariable String source, @Valid @RequestBody Changes body) {
        return view(sources.setPaused(source, body.paused()));
    }

    private SourceView view(Source source) {
        return new SourceView(
                source.slug(),
                source.name(),
                addresses.callback(source.ingestKey()),
                source.paused(),
                source.createdAt());
    }
}
