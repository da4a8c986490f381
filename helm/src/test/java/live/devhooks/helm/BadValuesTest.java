package live.devhooks.helm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with values is said before anything is installed. */
class BadValuesTest {

    private static final String DATABASE = "database: {external: {existingSecret: hooks-db}}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | there is no database: set database.external.existingSecret",
                "database: {external: {url: 'postgresql://a:b@c/d'}, cloudNativePg: {enabled: true}} | there are two databases: set database.cloudNativePg.enabled=false",
                "database: {external: {url: 'postgresql://a:b@c/d', existingSecret: e}} | keep one",
                "database: {external: {api: {existingSecret: a}, realtime: {existingSecret: b}}} | migrations has no database: set database.external.migrations.existingSecret",
                "database: {external: {api: {existingSecret: a, url: 'postgresql://a:b@c/d'}, existingSecret: b}} | database.external.api has both",
                "database: {cloudNativePg: {enabled: true, maxConnections: 60}} | the pods may open 98 connections: raise database.cloudNativePg.maxConnections from 60",
                "database: {cloudNativePg: {enabled: true, backup: {enabled: true}}} | set database.cloudNativePg.backup.destinationPath",
                "database: {cloudNativePg: {enabled: true, recovery: {fromServerName: a}}} | set database.cloudNativePg.backup.enabled=true",
                "database: {cloudNativePg: {enabled: true, backup: {enabled: true, destinationPath: 's3://a/b'}, recovery: {fromServerName: hooks-devhooks-sync-db}}} | set database.cloudNativePg.backup.serverName to a new name",
                "{database: {cloudNativePg: {enabled: true}}, migrations: {enabled: false}} | set migrations.enabled=true",
            })
    void ofTheDatabase(String values, String says) {
        assertThatThrownBy(() -> Chart.textWith(values)).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ingress: {enabled: true}                        | routes need a host name: set hosts.public",
                "gateway: {enabled: true}                        | set gateway.parentRefs",
                "fanOut: {engine: nats}                          | set fanOut.nats.servers",
                "api: {autoscaling: {minReplicas: 9}}            | api.autoscaling.minReplicas is above maxReplicas",
                "image: {tag: latest}                            | has the tag latest",
                "api: {terminationGracePeriodSeconds: 60}        | raise api.terminationGracePeriodSeconds",
                "`api: {terminationGracePeriodSeconds: 100}\ntracing: {endpoint: 'http://collector:4318/v1/traces'}` | an api pod may take 101 s to stop",
                "realtime: {drainSeconds: 60}                    | a realtime pod may take 115 s to stop: raise realtime.terminationGracePeriodSeconds",
            })
    void thatContradictEachOther(String values, String says) {
        assertThatThrownBy(() -> Chart.textWith(DATABASE + values)).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "api: {replicas: three}                          | /api/replicas | want integer",
                "api: {replica: 3}                               | /api          | 'replica' not allowed",
                "relatime: {replicas: 3}                         | additional properties | 'relatime' not allowed",
                "api: {replicas: 0}                              | /api/replicas | minimum",
                "hosts: {public: 'https://hooks.example.com'}    | /hosts/public | does not match",
                "publicUrl: hooks.example.com                    | /publicUrl    | does not match",
                "trustedProxies: ['proxies.example.com']         | /trustedProxies/0 | does not match",
                "fanOut: {engine: kafka}                         | /fanOut/engine | 'postgresql', 'nats'",
                "fanOut: {nats: {servers: ['nats:4222']}}        | /fanOut/nats/servers/0 | does not match",
                "api: {image: {digest: abc}}                     | /api/image/digest | does not match",
                "api: {journal: {size: big}}                     | /api/journal/size | does not match",
                "api: {config: {Devhooks_X: 1}}                  | invalid propertyName | Devhooks_X",
                "api: {config: {a.b: [1]}}                       | /api/config/a.b | want",
                "networkPolicy: {ingressFrom: [{}]}              | /networkPolicy/ingressFrom/0 | minProperties",
                "networkPolicy: {ingressFrom: [{namespace: a}]}  | /networkPolicy/ingressFrom/0 | 'namespace' not allowed",
                "tracing: {endpoint: 'collector:4318'}           | /tracing/endpoint | does not match",
                "tracing: {share: 10}                            | /tracing/share | maximum",
                "logging: {format: xml}                          | /logging/format | 'ecs'",
                "database: {external: {url: 'mysql://a:b@c/d'}}  | /database/external/url | does not match",
                "database: {external: {listenUrl: 'jdbc:postgresql://a/b?password=c'}} | /database/external/listenUrl | not",
            })
    void thatAreNoneByTheSchema(String values, String where, String says) {
        String whole = values.startsWith("database:") ? values : DATABASE + values;

        assertThatThrownBy(() -> Chart.textWith(whole))
                .hasMessageContaining(where)
                .hasMessageContaining(says);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> Chart.textWith("ingress: {enabled: true}\nfanOut: {engine: nats}\n"))
                .hasMessageContaining("there is no database")
                .hasMessageContaining("set hosts.public")
                .hasMessageContaining("set fanOut.nats.servers");
    }

    @Test
    void whatIsRightIsNotRefused() {
        assertThatCode(() -> Chart.textWith(DATABASE)).doesNotThrowAnyException();
        assertThatCode(
                        () -> Chart.textWith(
                                "database: {external: {api: {existingSecret: a}, realtime: {existingSecret: b}}}\nmigrations: {enabled: false}\n"))
                .doesNotThrowAnyException();
    }
}
