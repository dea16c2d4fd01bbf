package io.neonwatch.collector.sampling.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.Admission;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import io.neonwatch.schemas.TargetState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BranchGateIT {

    private static final String ON_NEON = "ep-new-moon-87654321.eu-central-1.aws.neon.tech";
    private static final Seed SEED = Seed.of(ON_NEON, 5432, "shop");
    private static final NeonBranch ORIGINAL = new NeonBranch(SEED.project(), SEED.branch(), SEED.endpoint());

    private final NeonControlPlane controlPlane =
            NeonControlPlane.builder().seeds(SEED).start();
    private final NeonClient client = new NeonClient(
            new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())),
            new RetryPolicy(1, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)),
            Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        client.close();
        controlPlane.close();
    }

    @Test
    void shouldAdmitToAComputeThatIsAwake() throws InterruptedException {
        assertThat(admission(ON_NEON, ORIGINAL)).isEqualTo(new Admission.Open());
    }

    @Test
    void shouldNotWakeASuspendedCompute() throws InterruptedException {
        // When
        controlPlane.suspend(SEED.project(), SEED.endpoint());

        // Then
        assertThat(admission(ON_NEON, ORIGINAL)).isInstanceOfSatisfying(Admission.Closed.class, closed -> {
            assertThat(closed.state()).isEqualTo(TargetState.SUSPENDED);
            assertThat(closed.reason()).contains("it is suspended", "wake: true");
        });
    }

    @Test
    void shouldNotConnectToAComputeOfWhichNothingIsKnown() throws InterruptedException {
        for (Admission admission : new Admission[] {
            admission("ep-other-sun-12345678.eu-central-1.aws.neon.tech", ORIGINAL), admission(ON_NEON, null)
        })
            assertThat(admission)
                    .isInstanceOfSatisfying(
                            Admission.Closed.class,
                            closed -> assertThat(closed.state()).isEqualTo(TargetState.UNKNOWN));

        // When Neon does not answer
        controlPlane.close();

        // Then
        assertThat(admission(ON_NEON, ORIGINAL)).isInstanceOf(Admission.Closed.class);
    }

    @Test
    void shouldAdmitToACopyThatIsNotOnNeon() throws InterruptedException {
        assertThat(admission("copy.example.com", ORIGINAL)).isEqualTo(new Admission.Open());
        assertThat(admission("copy.example.com", null)).isEqualTo(new Admission.Open());
    }

    private Admission admission(String host, @Nullable NeonBranch original) throws InterruptedException {
        TargetConfig copy = new TargetConfig("shop", "jdbc:postgresql://" + host + "/shop", "neonwatch", null, null);
        return new BranchGate(copy, original, new NeonComputes(client)).admission();
    }
}
