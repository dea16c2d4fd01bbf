package io.neonwatch.collector.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {

    /** The clock counts from anywhere, and may be about to overflow. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MAX_VALUE - 5})
    void shouldHoldForItsLengthOnly(long start) {
        // Given
        Lease lease = new Lease(10, start);
        assertThat(lease.endedBy(start)).hasValue(start);

        // When
        lease.renew(start);

        // Then
        assertThat(lease.endedBy(start + 9)).isEmpty();
        assertThat(lease.endedBy(start + 10)).hasValue(start + 10);
        assertThat(lease.endedBy(start + 25)).hasValue(start + 10);
    }
}
