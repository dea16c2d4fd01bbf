package io.neonwatch.runtime;

import java.time.Duration;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops services one after the other, and leaves behind those that do not stop in time. */
final class StopWithin {

    private static final Logger LOGGER = LoggerFactory.getLogger(StopWithin.class);

    private final Duration limit;

    /** @param limit for all of them together */
    StopWithin(Duration limit) {
        this.limit = limit;
    }

    /** Empties the deque. */
    void stop(Deque<Service> services) {
        long end = System.nanoTime() + limit.toNanos();
        for (Service service = services.poll(); service != null; service = services.poll()) {
            long left = Math.max(0, end - System.nanoTime());
            // At most half of what is left, so that one that hangs leaves time for all the others.
            stop(service, Duration.ofNanos(services.isEmpty() ? left : left / 2));
        }
    }

    private static void stop(Service service, Duration share) {
        Thread stopping = Thread.ofVirtual().name("stop-" + service.name()).start(() -> stop(service));
        try {
            if (stopping.join(share)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopping.interrupt();
        LOGGER.atWarn()
                .addKeyValue("service", service.name())
                .addKeyValue("waitedMs", share.toMillis())
                .log("Service did not stop in time; going on without it");
    }

    private static void stop(Service service) {
        try {
            service.stop();
            LOGGER.atInfo().addKeyValue("service", service.name()).log("Service stopped");
        } catch (RuntimeException | Error e) {
            LOGGER.atWarn()
                    .addKeyValue("service", service.name())
                    .setCause(e)
                    .log("Service failed while stopping; going on with the others");
        }
    }
}
