package io.neonwatch.runtime;

import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts services in order and stops them in reverse, within 10 s in all. Safe for any thread: the one that waits, the
 * one that starts and a shutdown hook.
 */
public final class ServiceRunner implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceRunner.class);

    private final List<Service> services;
    private final StartingThread startingThread;
    private final StopWithin stopWithin;
    private final ConcurrentLinkedDeque<Service> started = new ConcurrentLinkedDeque<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final Object stopping = new Object();

    public ServiceRunner(List<? extends Service> services) {
        this(services, Duration.ofSeconds(2), Duration.ofSeconds(7));
    }

    ServiceRunner(List<? extends Service> services, Duration startLimit, Duration stopLimit) {
        this.services = List.copyOf(services);
        this.startingThread = new StartingThread(startLimit);
        this.stopWithin = new StopWithin(stopLimit);
    }

    /** What must be so for all the services to be ready. */
    public List<HealthCheck> healthChecks() {
        return services.stream()
                .flatMap(service -> service.healthChecks().stream())
                .toList();
    }

    /**
     * Starts every service, in order. When one fails, it and those before it are stopped, in reverse. A stop requested
     * meanwhile ends the start early and without an exception.
     *
     * @throws Exception what the failing service threw
     */
    public void start() throws Exception {
        try {
            startingThread.run(this::startInOrder);
        } catch (Exception | Error e) {
            boolean unwanted = stopRequested.getCount() > 0;
            close();
            if (unwanted) throw e;
        }
    }

    /** Makes {@link #await} return. Returns at once; may be called by a service that cannot go on. */
    public void requestStop() {
        stopRequested.countDown();
    }

    /** Waits until a stop is requested. */
    public void await() throws InterruptedException {
        stopRequested.await();
    }

    /** Waits until a stop is requested, but not longer than the limit; true if it was requested. */
    public boolean await(Duration limit) throws InterruptedException {
        return stopRequested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops what was started, in reverse. Returns when that is done, even if another thread does it. */
    @Override
    public void close() {
        requestStop();
        // A thread of its own, which nobody interrupts: an interrupted caller still gets a clean stop.
        Thread closer = Thread.ofVirtual().name("stop-services").start(this::stopInReverse);
        boolean interrupted = false;
        while (closer.isAlive()) {
            try {
                closer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void startInOrder() throws Exception {
        for (Service service : services) {
            if (stopRequested.getCount() == 0) return;
            started.push(service);
            service.start();
            LOGGER.atInfo().addKeyValue("service", service.name()).log("Service started");
        }
    }

    private void stopInReverse() {
        synchronized (stopping) {
            startingThread.end();
            stopWithin.stop(started);
        }
    }
}
