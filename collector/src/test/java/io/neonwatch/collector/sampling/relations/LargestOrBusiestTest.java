package io.neonwatch.collector.sampling.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LargestOrBusiestTest {

    private record Thing(String name, double size, double activity) {}

    private static final List<Thing> THINGS = List.of(
            new Thing("small", 1, 1), new Thing("large", 9, 0), new Thing("busy", 2, 7), new Thing("both", 8, 9));

    @Test
    void shouldTakeAllWhenTheyFit() {
        // Then
        assertThat(names(4)).containsExactly("small", "large", "busy", "both");
    }

    @Test
    void shouldTakeTheLargestAndFillUpWithTheBusiest() {
        // Then
        assertThat(names(3)).containsExactlyInAnyOrder("large", "both", "busy");
        assertThat(names(2)).containsExactlyInAnyOrder("large", "both");
        assertThat(names(0)).isEmpty();
    }

    private static List<String> names(int most) {
        return LargestOrBusiest.of(THINGS, most, Thing::size, Thing::activity).stream()
                .map(Thing::name)
                .toList();
    }
}
