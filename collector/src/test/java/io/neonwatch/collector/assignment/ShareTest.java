package io.neonwatch.collector.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class ShareTest {

    @Test
    void shouldHoldEachServerExactlyOnceAmongAllShares() {
        // Given
        Share one = new Share(Set.of(0, 3), 6);
        Share two = new Share(Set.of(1, 2, 4, 5), 6);

        // Then
        assertThat(IntStream.range(0, 1000).mapToObj(number -> "database-" + number + ":5432"))
                .allMatch(server -> one.holds(server) != two.holds(server));
    }

    @Test
    void shouldGoByThePartitionThatKafkaGivesToAKey() {
        // Given
        byte[] key = "localhost:5432".getBytes(StandardCharsets.UTF_8);
        int partition = BuiltInPartitioner.partitionForKey(key, 6);

        // Then
        assertThat(new Share(Set.of(partition), 6).holds("localhost:5432")).isTrue();
        assertThat(new Share(Set.of(partition), 6).without(Set.of(partition)).holds("localhost:5432"))
                .isFalse();
    }

    @Test
    void shouldHoldNothing() {
        assertThat(Share.NOTHING.holds("a")).isFalse();
    }
}
