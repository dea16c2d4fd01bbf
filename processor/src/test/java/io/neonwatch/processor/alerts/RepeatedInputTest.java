package io.neonwatch.processor.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.processor.Batches;
import io.neonwatch.processor.Pipeline;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.MetricBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the samples are, saying them twice changes nothing. */
class RepeatedInputTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotCountWhatIsRepeated(long seed) {
        // Given
        Random random = new Random(seed);
        List<MetricBatch> once = batches(random);
        List<MetricBatch> repeated = new ArrayList<>();
        for (int index = 0; index < once.size(); index++) {
            repeated.add(once.get(index));
            while (random.nextInt(3) == 0) repeated.add(once.get(Math.max(0, index - random.nextInt(5))));
        }

        // When
        List<AlertEvent> expected = events(once);
        List<AlertEvent> actual = events(repeated);

        // Then
        assertThat(expected).isNotEmpty();
        assertThat(actual).isEqualTo(expected);
    }

    private static List<MetricBatch> batches(Random random) {
        List<MetricBatch> batches = new ArrayList<>();
        for (int second = 1; second < 300; second++)
            batches.add(
                    switch (random.nextInt(4)) {
                        case 0 -> Batches.pool(second, random.nextDouble());
                        case 1 -> Batches.activity(second, random.nextDouble(12), random.nextInt(2));
                        case 2 -> Batches.failures(second, random.nextInt(20) == 0 ? 1 : 0, 0);
                        default ->
                            Batches.massChange(second, "t" + random.nextInt(3), "del", random.nextInt(900), 1000);
                    });
        return batches;
    }

    private static List<AlertEvent> events(List<MetricBatch> batches) {
        try (Pipeline pipeline = new Pipeline()) {
            pipeline.send(batches.toArray(MetricBatch[]::new));
            return pipeline.events();
        }
    }
}
