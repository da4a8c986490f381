package live.devhooks.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * An event as the API, the streams and the clients give it.
 *
 * @param id its id, which holds its source's number and its {@code seq}
 * @param source the source's slug
 * @param session the session that it belongs to, if any
 * @param type what it was recognised as, {@code webhook} if as nothing
 * @param receivedAt when its source received it, in microseconds; never before that of a smaller {@code seq}
 * @param reading what was recognised, as the text of a JSON object whose members become members of the event ({@code {}} if nothing)
 * @param body the body as received
 */
public record Event(
        EventId id,
        String source,
        Optional<SessionName> session,
        String type,
        Instant receivedAt,
        String reading,
        EventBody body) {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** The event in the JSON form of PROTOCOL.md, on one line unless the body had line breaks of its own. */
    public String toJson() {
        StringBuilder json = new StringBuilder(512 + 2 * body.bytes().length);
        appendEnvelope(json);
        appendMembers(json, reading);
        body.appendMembers(json);
        return json.append('}').toString();
    }

    /** The same with the members of {@code more}, the text of a JSON object, behind its own. */
    public String toJson(String more) {
        String json = toJson();
        StringBuilder longer = new StringBuilder(json.length() + more.length()).append(json, 0, json.length() - 1);
        appendMembers(longer, more);
        return longer.append('}').toString();
    }

    /** What a payer may see of the event: no body, no phone number, nothing that is not named in {@link PayerView}. */
    public String toPayerJson() {
        StringBuilder json = new StringBuilder(512);
        appendEnvelope(json);
        appendMembers(json, PayerView.of(reading));
        return json.append('}').toString();
    }

    private void appendEnvelope(StringBuilder json) {
        json.append("{\"id\":\"").append(id).append("\",\"seq\":").append(id.seq());
        member(json, "source", source);
        session.ifPresent(name -> member(json, "session", name.value()));
        member(json, "type", type);
        member(json, "receivedAt", MICROSECONDS.format(receivedAt));
    }

    private static void appendMembers(StringBuilder json, String object) {
        String members = object.substring(1, object.length() - 1);
        if (!members.isBlank()) {
            json.append(',').append(members);
        }
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":").append(Json.quote(value));
    }
}
