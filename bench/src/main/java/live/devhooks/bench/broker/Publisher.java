package live.devhooks.bench.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends messages to destinations of a kind, in turn; and counts who has subscribed to them. */
@RestController
class Publisher {

    static final String TOPIC = "/topic";

    private final SimpMessagingTemplate template;
    private final SimpleBrokerMessageHandler broker;

    Publisher(SimpMessagingTemplate template, AbstractBrokerMessageHandler simpleBrokerMessageHandler) {
        this.template = template;
        this.broker = (SimpleBrokerMessageHandler) simpleBrokerMessageHandler;
    }

    /** Sends so many messages, which begin with their number, to so many destinations. */
    @PostMapping("/publish")
    void publish(
            @RequestParam String kind,
            @RequestParam int destinations,
            @RequestParam int messages,
            @RequestBody String body) {
        for (int message = 0; message < messages; message++) {
            byte[] payload = ("{\"seq\":" + message + "," + body).getBytes(UTF_8);
            template.send(destination(kind, message % destinations), MessageBuilder.createMessage(payload, headers()));
        }
    }

    /** How many subscriptions they have. */
    @PostMapping("/subscriptions")
    int subscriptions(@RequestParam String kind, @RequestParam int destinations) {
        int found = 0;
        for (int at = 0; at < destinations; at++) {
            found += subscribers(destination(kind, at));
        }
        return found;
    }

    private int subscribers(String destination) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setDestination(destination);
        Message<byte[]> probe = MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
        return broker.getSubscriptionRegistry().findSubscriptions(probe).values().stream()
                .mapToInt(List::size)
                .sum();
    }

    private static MessageHeaders headers() {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        return headers.getMessageHeaders();
    }

    private static String destination(String kind, int at) {
        return TOPIC + "/" + kind + "/" + at;
    }
}
