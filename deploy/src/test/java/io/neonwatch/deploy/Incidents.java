package io.neonwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.deploy.part.Postgresql;
import io.neonwatch.sandbox.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A bad day of the watched database: a slow query, a pool that fills up, and a DELETE without WHERE. */
final class Incidents {

    private static final String POOL = "connection-pool-saturation";
    private static final String QUERY = "query-duration";
    private static final String DELETE = "mass-change";
    private static final String TABLE = "order_items";

    // Together with some connections that are in use anyway above 75 % and above 90 %.
    private static final int MOST_OF_THE_POOL = Postgresql.CONNECTIONS - 11;
    private static final int NEARLY_ALL_OF_IT = 5;

    private Incidents() {}

    /** Each page that it must lead to has arrived, and none has arrived twice. */
    static void shouldHaveBeenPagedOnce(Pages pages) {
        assertThat(pages.delivered())
                // A machine with too much to do has slow queries and refused connections of its own.
                .filteredOn(page -> Stream.of(POOL, QUERY, DELETE).anyMatch(page::contains))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Pages.atBothSinks(POOL, "warning", "critical", "resolved"),
                                Pages.atBothSinks(QUERY, "warning", "critical", "resolved"),
                                Pages.atBothSinks(DELETE, "critical", "resolved"))
                        .flatMap(List::stream)
                        .toList());
        assertThat(pages.repeated()).isEmpty();
    }

    /**
     * Plays it, and returns when every page has arrived.
     *
     * @param midIncident happens while the first page, written but perhaps not sent, is on its way
     */
    static void play(Workload workload, Pages pages, Runnable midIncident) throws Exception {
        workload.reloadTable(TABLE);
        workload.openIdleConnections(MOST_OF_THE_POOL);
        pages.awaitIntended(POOL, "warning");
        CompletableFuture<Void> slowQuery = workload.runSlowQuery(Duration.ofSeconds(12));
        midIncident.run();
        workload.openIdleConnections(NEARLY_ALL_OF_IT);
        pages.awaitDelivered(POOL, "critical");
        workload.closeIdleConnections();
        workload.deleteEverythingFrom(TABLE);
        slowQuery.get(Installation.LIMIT.toSeconds(), TimeUnit.SECONDS);
        for (String rule : List.of(POOL, QUERY, DELETE)) pages.awaitDelivered(rule, "resolved");
    }
}
