package io.neonwatch.cli.service;

import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.ServiceRunner;
import io.neonwatch.runtime.logging.LogFormat;
import io.neonwatch.runtime.logging.Logging;
import java.util.List;
import java.util.function.Supplier;

/** Runs services in the foreground until Ctrl-C or SIGTERM. */
final class ServiceProcess {

    private ServiceProcess() {}

    /** @param services makes them; what they log while they are made is in the log's format already */
    static int run(Supplier<List<Service>> services) throws Exception {
        Logging.toStandardError(LogFormat.JSON);
        try (ServiceRunner runner = new ServiceRunner(services.get())) {
            // On a signal the hook holds the program open until everything has stopped.
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "stop"));
            runner.start();
            runner.await();
        }
        return 0;
    }
}
