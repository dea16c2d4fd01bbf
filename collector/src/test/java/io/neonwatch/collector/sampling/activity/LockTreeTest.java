package io.neonwatch.collector.sampling.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockTreeTest {

    private static final LockHolder ANNA = new LockHolder(1, "anna", "shop", "orders", "idle in transaction");

    @Test
    void shouldFindWhoIsAtTheRoot() {
        // Given 3 and 4 wait for 2, which waits for 1; 5 waits for a prepared transaction
        LockSample sample = new LockSample(
                4,
                List.of(waiting(2, 1), waiting(3, 2, 1), waiting(4, 2), waiting(5, 0)),
                Map.of(1, ANNA, 2, new LockHolder(2, "otto", "shop", "orders", "active")));

        // When
        LockTree tree = LockTree.of(sample);

        // Then
        assertThat(tree.roots())
                .containsExactly(
                        new LockTree.Root(ANNA, 3),
                        new LockTree.Root(new LockHolder(0, "", "prepared transaction", "", ""), 1));
    }

    @Test
    void shouldEndInACircle() {
        // Given a deadlock that 3 waits for
        LockSample sample = new LockSample(3, List.of(waiting(1, 2), waiting(2, 1), waiting(3, 1)), Map.of());

        // Then
        assertThat(LockTree.of(sample).roots()).isEmpty();
    }

    private static LockWait waiting(int pid, Integer... blockers) {
        return new LockWait(pid, null, List.of(blockers));
    }
}
