package io.neonwatch.cli.demo;

import io.neonwatch.sandbox.workload.Workload;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The scripted incident. It only makes things go wrong in the database, and holds each state until the pipeline has
 * noticed it or some time is over; whether the right things followed is for {@link Expectations} to say.
 */
final class Script {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // Of the sandbox's 37 connections that are not reserved; some others are in use as well.
    static final int MOST_OF_THE_POOL = 26;
    static final int NEARLY_ALL_OF_IT = 5;

    private final Workload workload;
    private final Chronicle chronicle;
    private final Reporter reporter;

    Script(Workload workload, Chronicle chronicle, Reporter reporter) {
        this.workload = workload;
        this.chronicle = chronicle;
        this.reporter = reporter;
    }

    void play() throws Exception {
        reporter.narrate("a report runs for 12 seconds");
        CompletableFuture<Void> report = workload.runSlowQuery(Duration.ofSeconds(12));
        fillThePool();
        report.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        reporter.narrate("eleven queries take longer than a second each");
        workload.runSlowQueries(11, Duration.ofMillis(1_300), 6).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        chronicle.await(PATIENCE, "alert_firing slow-queries-per-hour warning");
        reporter.narrate("somebody forgets the WHERE: DELETE FROM order_items");
        workload.deleteEverythingFrom("order_items");
        chronicle.await(PATIENCE, "alert_firing mass-change critical");
    }

    private void fillThePool() throws Exception {
        reporter.narrate("an application leaks connections: the pool passes 75 %");
        workload.openIdleConnections(MOST_OF_THE_POOL);
        chronicle.await(PATIENCE, "alert_firing connection-pool-saturation warning");
        reporter.narrate("and 90 %");
        workload.openIdleConnections(NEARLY_ALL_OF_IT);
        chronicle.await(PATIENCE, "alert_firing connection-pool-saturation critical");
        reporter.narrate("the application is restarted and its connections are gone");
        workload.closeIdleConnections();
    }
}
