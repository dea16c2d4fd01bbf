package io.neonwatch.sandbox.kafka;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardIT {

    private final Guard guard = new Guard(Map.of("shop", "secret"));

    @Test
    void shouldKeepUsersToWhatTheyWereAllowed(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, guard);
                Admin anyone = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                Admin user = user()) {
            // Given
            anyone.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, "orders", PatternType.LITERAL),
                            new AccessControlEntry("User:shop", "*", AclOperation.CREATE, AclPermissionType.ALLOW))))
                    .all()
                    .get();

            // Then
            // The broker hears of it a moment later.
            await().atMost(ofSeconds(20))
                    .until(() -> anyone.describeAcls(AclBindingFilter.ANY)
                                    .values()
                                    .get()
                                    .size()
                            == 1);
            create(user, "orders");
            assertThatThrownBy(() -> create(user, "payments"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            create(anyone, "payments");
            assertThat(anyone.listTopics().names().get()).contains("orders", "payments");
        }
    }

    private Admin user() {
        Map<String, Object> settings = new HashMap<>(guard.clientProperties("shop"));
        settings.put("bootstrap.servers", guard.bootstrapServers());
        return Admin.create(settings);
    }

    private static void create(Admin admin, String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                .all()
                .get();
    }
}
