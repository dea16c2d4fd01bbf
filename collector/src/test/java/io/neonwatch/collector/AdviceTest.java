package io.neonwatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdviceTest {

    @Test
    void shouldWarnOfAThresholdThatTheLooksAreTooSeldomFor() {
        assertThat(Advice.on(config(Duration.ofMillis(100), Duration.ofSeconds(2))))
                .isEmpty();
        assertThat(Advice.on(config(Duration.ofMillis(99), Duration.ofSeconds(2))))
                .singleElement()
                .asString()
                .contains("slow_query_threshold (99 ms) is below a 20th of collector.intervals.activity (2000 ms)");
    }

    @Test
    void shouldHaveNothingToSayOfTheDefaults() {
        assertThat(Advice.on(config(null, null))).isEmpty();
    }

    @Test
    void shouldWarnOfAComputeThatIsKeptAwake() {
        String host = "jdbc:postgresql://ep-old-sun-12345678.eu-central-1.aws.neon.tech/a";
        NeonBranch branch = new NeonBranch("project", "branch", "endpoint");
        assertThat(Advice.onGate(new TargetConfig("a", host, "neonwatch", null, null)))
                .hasValueSatisfying(advice -> assertThat(advice).contains("the target's neon", "kept awake"));
        assertThat(Advice.onGate(new TargetConfig("a", host, "neonwatch", null, branch)))
                .hasValueSatisfying(advice -> assertThat(advice).contains("collector.neon", "kept awake"));
        assertThat(Advice.onGate(new TargetConfig("a", "jdbc:postgresql://host/a", "neonwatch", null, null)))
                .isEmpty();
    }

    private static CollectorConfig config(@Nullable Duration threshold, @Nullable Duration interval) {
        TargetConfig target = new TargetConfig("a", "jdbc:postgresql://host/a", "neonwatch", null, null);
        return new CollectorConfig("test", threshold, Intervals.all(interval), List.of(target));
    }
}
