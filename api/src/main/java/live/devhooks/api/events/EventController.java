package live.devhooks.api.events;

import static live.devhooks.api.problems.PlainText.PLAIN;
import static live.devhooks.api.problems.PlainText.PLAIN_RULE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.devhooks.api.events.KeptEvents.KeptEvent;
import live.devhooks.api.problems.Problems;
import live.devhooks.api.sources.Source;
import live.devhooks.api.sources.Sources;
import live.devhooks.protocol.EventTypes;
import live.devhooks.protocol.ProblemType;
import live.devhooks.protocol.SessionName;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Events over the API: pages, one in detail, and its body as it came. */
@RestController
@Tag(name = "events")
@RequestMapping("/v1/sources/{source}/events")
class EventController {

    private static final int MAX_LIMIT = 200;
    private static final String DEFAULT_LIMIT = "50";
    private static final int MAX_TEXT_LENGTH = 200;
    private static final int MAX_EDGE_LENGTH = 64;

    /** A parameter without a value says nothing. */
    private static final String ONE_OF = "^(?:|";

    private static final String TYPE = ONE_OF + EventTypes.MPESA_CALLBACK + "|" + EventTypes.MPESA_C2B_VALIDATION + "|"
            + EventTypes.MPESA_C2B_CONFIRMATION + "|" + EventTypes.MPESA_RESULT + "|" + EventTypes.MPESA_TIMEOUT + "|"
            + EventTypes.MPESA_B2B_EXPRESS + "|" + EventTypes.MPESA_RATIBA + "|" + EventTypes.MPESA_BILL_MANAGER + "|"
            + EventTypes.WEBHOOK + ")$";
    private static final String TYPE_RULE = "must be a type of events, such as " + EventTypes.MPESA_CALLBACK + " or "
            + EventTypes.MPESA_RESULT + " or " + EventTypes.WEBHOOK;

    private static final String STATUS = ONE_OF + "paid|failed|pending)$";
    private static final String STATUS_RULE = "must be paid, failed or pending";

    /** What a browser makes of a body that somebody opens all the same: nothing. */
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    private final Sources sources;
    private final EventSearch search;
    private final Events events;
    private final JsonMapper json;

    EventController(Sources sources, EventSearch search, Events events, JsonMapper json) {
        this.sources = sources;
        this.search = search;
        this.events = events;
        this.json = json;
    }

    @GetMapping
    @Operation(
            operationId = "listEvents",
            summary = "The events of the last 24 hours, newest first",
            description =
                    "A page may hold fewer events than `limit`, or none, and yet have a `next`: a search looks at so many"
                            + " events, and for so long, and goes on from there with the next page.")
    @Problems({ProblemType.TOO_MANY_REQUESTS, ProblemType.OVERLOADED})
    EventPage list(
            @PathVariable String source,
            @Parameter(description = "Those of this session")
                    @RequestParam(defaultValue = "")
                    @Size(max = SessionName.MAX_LENGTH)
                    @Pattern(regexp = PLAIN, message = PLAIN_RULE)
                    String session,
            @Parameter(description = "Those of this type")
                    @RequestParam(defaultValue = "")
                    @Pattern(regexp = TYPE, message = TYPE_RULE)
                    String type,
            @Parameter(description = "Those of which the payment is `paid`, `failed` or `pending`")
                    @RequestParam(defaultValue = "")
                    @Pattern(regexp = STATUS, message = STATUS_RULE)
                    String status,
            @Parameter(
                            description =
                                    "Those in which this is found, in any case: receipt, phone however it is written,"
                                            + " correlation id, session, id, any text of the body")
                    @RequestParam(defaultValue = "")
                    @Size(max = MAX_TEXT_LENGTH)
                    @Pattern(regexp = PLAIN, message = PLAIN_RULE)
                    String q,
            @Parameter(description = "Those after this one: the id of an event, or a time as in RFC 3339")
                    @RequestParam(defaultValue = "")
                    @Size(max = MAX_EDGE_LENGTH)
                    String after,
            @Parameter(description = "Those before this one: the id of an event, or a time as in RFC 3339")
                    @RequestParam(defaultValue = "")
                    @Size(max = MAX_EDGE_LENGTH)
                    String before,
            @RequestParam(defaultValue = DEFAULT_LIMIT) @Min(1) @Max(MAX_LIMIT) int limit) {
        Source asked = sources.get(source);
        EventQuery query = new EventQuery(
                SessionName.of(session),
                type.isEmpty() ? null : type,
                status.isEmpty() ? null : status,
                SearchText.of(q),
                Edge.after(after, asked.id()),
                Edge.before(before, asked.id()),
                limit);
        return search.page(asked, query);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getEvent", summary = "One event, with what is kept of its request")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(ref = "#/components/schemas/EventDetails")))
    EventJson get(@PathVariable String source, @PathVariable String id) {
        KeptEvent event = events.get(source, id);
        return new EventJson(event.event().toJson(json.writeValueAsString(EventDetails.of(event))));
    }

    /** With its credentials, where it has any: these are the bytes as they came. */
    @GetMapping("/{id}/raw")
    @Operation(
            operationId = "getEventBody",
            summary = "The body of an event, byte for byte, with the content type that it came with")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> raw(@PathVariable String source, @PathVariable String id) {
        KeptEvent event = events.get(source, id);
        return ResponseEntity.ok()
                .contentType(mediaType(event.contentType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName(event))
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .body(event.event().body().bytes());
    }

    private static String fileName(KeptEvent event) {
        return event.event().id() + (event.event().body().isJson() ? ".json" : ".bin");
    }

    /** A type that is none, or many, tells nobody what to do with the bytes. */
    private static MediaType mediaType(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.isConcrete() ? type : MediaType.APPLICATION_OCTET_STREAM;
        } catch (InvalidMediaTypeException notAType) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
