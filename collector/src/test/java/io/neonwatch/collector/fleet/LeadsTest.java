package io.neonwatch.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeadsTest {

    @Test
    void shouldHaveOneLeadForEachServer() {
        assertThat(Leads.of(List.of(
                        Targets.on("one", "a"),
                        Targets.on("two", "b"),
                        Targets.on("ONE:5432", "c"),
                        Targets.on("one:5433", "d"))))
                .extracting(Member::leads)
                .containsExactly(true, true, false, true);
    }

    @Test
    void shouldTakeTheFirstOfTwoWithOneId() {
        assertThat(Leads.of(List.of(Targets.on("one", "a"), Targets.on("two", "a"))))
                .containsExactly(new Member(Targets.on("one", "a"), true));
    }
}
