package live.devhooks.api.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of a source, newest first.
 *
 * @param events those that were found
 * @param next what to give as {@code before} to go on, whether or not any were found; null where there are no more
 */
record EventPage(
        @ArraySchema(schema = @Schema(ref = "#/components/schemas/Event"))
        List<EventJson> events,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(
                types = {"string", "null"},
                description = "What to give as `before` to go on, even where no event was found yet; null at the end")
        @Nullable
        String next) {}
