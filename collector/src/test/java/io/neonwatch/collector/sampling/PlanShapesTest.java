package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanShapesTest {

    private final PlanShapes shapes = new PlanShapes();

    @Test
    void shouldKeepTheNewest() {
        // Given
        for (long id = 0; id < 5_000; id++) shapes.put(id, shape("a"));
        shapes.put(0, shape("b"));

        // When
        shapes.put(5_000, shape("a"));

        // Then
        assertThat(shapes.of(0)).isEqualTo(shape("b"));
        assertThat(shapes.of(1)).isNull();
        assertThat(shapes.all()).hasSize(5_000);
    }

    @Test
    void shouldHandOverEachWishOnce() {
        // Given
        shapes.lookAgain(3);
        shapes.lookAgain(3);

        // Then
        assertThat(shapes.takeWanted()).containsExactly(3L);
        assertThat(shapes.takeWanted()).isEmpty();
    }

    private static PlanShape shape(String text) {
        return new PlanShape(text, text, Set.of(new RelationName("public", "orders_id")), Set.of());
    }
}
