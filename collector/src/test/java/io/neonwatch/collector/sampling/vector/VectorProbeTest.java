package io.neonwatch.collector.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.SideSessions;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetConnector;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorProbeTest {

    // Nobody listens there.
    private static final TargetConfig TARGET =
            new TargetConfig("shop", "jdbc:postgresql://127.0.0.1:1/shop", "neonwatch", null, null);

    private final List<String> told = new ArrayList<>();
    private final SideSessions sessions = new SideSessions() {
        @Override
        public void opening() {
            told.add("opening");
        }

        @Override
        public void notOpened() {
            told.add("not opened");
        }
    };

    @Test
    void shouldTellOfTheRecallProbesSessionsOnTheTarget() {
        // When
        List<TargetConnector> connectors = probe(List.of()).connectors();

        // Then
        assertThat(connectors).hasSize(1);
        assertThatThrownBy(connectors.getFirst()::connect).isInstanceOf(SQLException.class);
        assertThat(told).containsExactly("opening", "not opened");
    }

    @Test
    void shouldNotTakeABranchForTheTarget() {
        // Given
        RecallBranch branch = new RecallBranch("shop", "jdbc:postgresql://127.0.0.1:1/copy", null, null, null);

        // Then
        assertThat(probe(List.of(branch)).connectors()).isEmpty();
    }

    private VectorProbe probe(List<RecallBranch> branches) {
        RecallConfig recall = new RecallConfig(true, null, null, null, null, branches);
        return new VectorProbe(
                new VectorConfig(null, null, recall),
                TARGET,
                new QueryActivity(),
                new PlanShapes(),
                sessions,
                Gate.OPEN);
    }
}
