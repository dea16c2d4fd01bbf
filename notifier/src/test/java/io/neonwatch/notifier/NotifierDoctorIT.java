package io.neonwatch.notifier;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.topic.TransactionalIds;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierDoctorIT {

    @Test
    void shouldNameTheGroupsAndTransactionsThatTheNotifierUses(@TempDir Path directory) throws Exception {
        Stack stack = new Stack(directory);
        try (Admin admin = Admin.create(stack.kafkaConfig().clientProperties())) {
            // When
            stack.startNotifier();

            // Then
            TransactionalIds ids = NotifierDoctor.transactionalIds(stack.config(""));
            assertThat(ids.one()).startsWith(ids.prefix());
            await().atMost(ofSeconds(60)).untilAsserted(() -> {
                assertThat(admin.listGroups().all().get())
                        .extracting(GroupListing::groupId)
                        .containsExactlyInAnyOrderElementsOf(NotifierDoctor.groups());
                assertThat(admin.listTransactions().all().get())
                        .extracting(TransactionListing::transactionalId)
                        .containsExactly(ids.one());
            });
        } finally {
            stack.stopNotifiers();
            stack.close();
        }
    }
}
