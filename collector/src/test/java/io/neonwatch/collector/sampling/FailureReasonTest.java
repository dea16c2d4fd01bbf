package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

    @Test
    void shouldAdviseToDropADatabaseOnlyWhereItIsTheDatabaseThatIsBroken() {
        // When
        FailureReason broken =
                FailureReason.of(new SQLException("FATAL: cannot connect to invalid database \"shop\"", "55000"));
        FailureReason other = FailureReason.of(
                new SQLException("ERROR: materialized view \"sales\" has not been populated", "55000"));

        // Then
        assertThat(broken.text()).contains("repair or drop it");
        assertThat(other.text()).isEqualTo("ERROR: materialized view \"sales\" has not been populated");
    }
}
