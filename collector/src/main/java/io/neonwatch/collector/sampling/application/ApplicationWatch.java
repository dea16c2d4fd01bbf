package io.neonwatch.collector.sampling.application;

import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scrapes one application again and again, on a thread of its own, so that a slow one delays neither the database's
 * probes nor another application.
 */
public final class ApplicationWatch {

    static final String PROBE = "application";

    private final Origin origin;
    private final ApplicationScraper scraper;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<Observation<?>> output;
    private final ApplicationHistory history = new ApplicationHistory();
    private final ApplicationJournal journal;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    ApplicationWatch(
            Origin origin,
            ApplicationScraper scraper,
            Duration interval,
            InstantSource clock,
            Consumer<Observation<?>> output) {
        this.origin = origin;
        this.scraper = scraper;
        this.interval = interval;
        this.clock = clock;
        this.output = output;
        this.journal = new ApplicationJournal(origin.target());
    }

    public synchronized void start() {
        if (stopped.getCount() == 0 || thread != null) return;
        thread = Thread.ofVirtual().name("application-" + origin.target()).start(this::watch);
    }

    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) thread.interrupt();
    }

    private void watch() {
        // Not all at the same time, where there are many.
        long next =
                System.nanoTime() + ThreadLocalRandom.current().nextLong(Math.min(interval.toNanos(), 1_000_000_000));
        try {
            while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                scrape();
                next = Math.max(next + interval.toNanos(), System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void scrape() throws InterruptedException {
        Instant now = clock.instant();
        long start = System.nanoTime();
        MetricBatchBuilder batch =
                new MetricBatchBuilder(origin.target(), PROBE, now, now).collector(origin.collector());
        try {
            Exposition exposition = scraper.scrape();
            ApplicationHistory.Changes changes = history.since(now, exposition);
            batch.epoch(exposition.epoch()).intervalStart(changes.intervalStart());
            ApplicationMetrics.SCRAPE
                    .in(batch)
                    .row(
                            List.of(),
                            1,
                            exposition.valueBySeries().size(),
                            exposition.leftOut(),
                            exposition.brokenLines());
            ApplicationBatch.add(exposition, changes.valueBySeries(), batch);
            journal.answered(exposition);
        } catch (IOException e) {
            ApplicationMetrics.SCRAPE.in(batch).row(List.of(), 0, Double.NaN, Double.NaN, Double.NaN);
            journal.failed(String.valueOf(e.getMessage()));
        }
        WatchMetrics.PROBE.in(batch).row(List.of(PROBE), (System.nanoTime() - start) / 1e9);
        output.accept(new Observation<>(Topics.METRICS, origin.target(), batch.build(), now));
    }
}
