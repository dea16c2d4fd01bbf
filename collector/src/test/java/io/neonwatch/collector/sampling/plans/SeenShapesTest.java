package io.neonwatch.collector.sampling.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenShapesTest {

    private final SeenShapes shapes = new SeenShapes();

    @Test
    void shouldTellThatAShapeChanged() {
        // Given
        shapes.change(1, 0, "a");

        // Then
        assertThat(shapes.change(2, 0, "b")).isNull();
        assertThat(shapes.change(1, 0, "b")).isEqualTo(new PlanChange(1, "a", "b"));
        assertThat(shapes.change(1, 0, "b")).isNull();
    }

    @Test
    void shouldNotTakeAnotherLimitForAnotherPlan() {
        // Given
        shapes.change(1, 10, "index");

        // Then
        assertThat(shapes.change(1, 100, "sort")).isNull();
        assertThat(shapes.change(1, 10, "index")).isNull();
        assertThat(shapes.change(1, 100, "hash")).isEqualTo(new PlanChange(1, "sort", "hash"));
    }
}
