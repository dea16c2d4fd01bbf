package io.neonwatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.MetricColumn;
import io.neonwatch.schemas.MetricGroup;
import io.neonwatch.schemas.MetricKind;
import io.neonwatch.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointsTest {

    @Test
    void shouldGiveBackWhatWasPutIn() {
        // Given
        MetricBatchBuilder builder =
                builder().gauge("neonwatch.up", "1", 1).delta("neonwatch.failures", "{failure}", 2);
        builder.group("schema", "table")
                .gauge("rows", "{row}")
                .delta("deleted", "{row}")
                .row(List.of("public", "orders"), 10, Double.NaN)
                .row(List.of("public", "public"), 20, 3);
        builder.group("state").gauge("backends", "{connection}");

        // When
        MetricBatch batch = builder.build();

        // Then
        Map<String, String> orders = Map.of("schema", "public", "table", "orders");
        Map<String, String> other = Map.of("schema", "public", "table", "public");
        assertThat(Points.of(overTheWire(batch)))
                .containsExactlyElementsOf(Points.of(batch))
                .containsExactly(
                        new Point("neonwatch.up", "1", MetricKind.GAUGE, Map.of(), 1),
                        new Point("neonwatch.failures", "{failure}", MetricKind.DELTA, Map.of(), 2),
                        new Point("rows", "{row}", MetricKind.GAUGE, orders, 10),
                        new Point("rows", "{row}", MetricKind.GAUGE, other, 20),
                        new Point("deleted", "{row}", MetricKind.DELTA, other, 3));
        assertThat(batch.getStrings()).containsExactly("public", "orders");
        assertThat(batch.getGroups()).hasSize(2);
    }

    @Test
    void shouldShareTheAttributesOfARow() {
        // Given
        MetricBatchBuilder builder = builder();
        builder.group("state")
                .gauge("one", "1")
                .gauge("two", "1")
                .row(List.of("idle"), 1, 2)
                .row(List.of("idle"), 3, 4);

        // When
        List<Map<String, String>> attributes =
                stream(Points.of(builder.build())).map(Point::attributes).toList();

        // Then
        assertThat(attributes.get(0)).isSameAs(attributes.get(1)).isEqualTo(attributes.get(2));
        assertThat(attributes.get(0)).isNotSameAs(attributes.get(2)).hasSameHashCodeAs(Map.of("state", "idle"));
        assertThat(attributes.get(0).get("pid")).isNull();
    }

    @Test
    void shouldReadOnlyTheMetricsAskedFor() {
        // Given
        MetricBatch batch = builder().gauge("one", "1", 1).gauge("two", "1", 2).build();

        // When
        Points points = Points.of(batch, "two"::equals);

        // Then
        assertThat(points).extracting(Point::value).containsExactly(2.0);
    }

    @Test
    void shouldEndAfterTheLastPoint() {
        assertThatThrownBy(() -> Points.of(builder().build()).iterator().next())
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void shouldRefuseARowThatDoesNotFit() {
        // Given
        MetricGroupBuilder group = builder().group("state").gauge("one", "1");

        // Then
        assertThatThrownBy(() -> group.row(List.of(), 1)).hasMessageContaining("[state]");
        assertThatThrownBy(() -> group.row(List.of("idle"), 1, 2)).hasMessageContaining("1 columns, and has 2");
        group.row(List.of("idle"), 1);
        assertThatThrownBy(() -> group.gauge("late", "1")).hasMessageContaining("before the first row");
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void shouldRefuseABatchThatContradictsItself(MetricGroup group, String message) {
        // Given
        MetricBatch batch = builder().build();
        batch.put("strings", List.of("only"));
        batch.put("groups", List.of(group));

        // Then
        assertThatThrownBy(() -> Points.of(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static Stream<Object[]> contradictions() {
        MetricColumn two = new MetricColumn("two", "1", MetricKind.GAUGE, List.of(1.0, 2.0));
        MetricColumn one = new MetricColumn("one", "1", MetricKind.GAUGE, List.of(1.0));
        return Stream.of(
                new Object[] {new MetricGroup(List.of("key"), List.of(0), List.of(two)), "1 attribute values"},
                new Object[] {new MetricGroup(List.of("key"), List.of(0, 1), List.of(two)), "string 1 of 1"},
                new Object[] {new MetricGroup(List.of("key"), List.of(0, -1), List.of(two)), "string -1 of 1"},
                new Object[] {new MetricGroup(List.of(), List.of(), List.of(two, one)), "column one has 1 values"});
    }

    private static MetricBatchBuilder builder() {
        return new MetricBatchBuilder("orders", "instance", Instant.EPOCH, Instant.EPOCH);
    }

    private static MetricBatch overTheWire(MetricBatch batch) {
        AvroSerde<MetricBatch> serde = new AvroSerde<>(new InMemorySchemaRegistry(), MetricBatch.class);
        String topic = Topics.METRICS.name();
        return Objects.requireNonNull(serde.deserialize(topic, serde.serialize(topic, batch)));
    }

    private static Stream<Point> stream(Points points) {
        Stream.Builder<Point> all = Stream.builder();
        points.forEach(all);
        return all.build();
    }
}
