package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GeneratedClassTrustTest {

    @Test
    void shouldLetBuildersUseDefaultsWithoutASerde() {
        // When
        Target target =
                Target.newBuilder().setId("orders").setSince(Instant.EPOCH).build();

        // Then
        assertThat(target.getState()).isEqualTo(TargetState.UNKNOWN);
        assertThat(Target.newBuilder(target).build()).isEqualTo(target);
    }
}
