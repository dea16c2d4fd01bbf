package io.neonwatch.cli.service;

import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.ServiceRunner;
import io.neonwatch.runtime.logging.LogFormat;
import io.neonwatch.runtime.logging.Logging;
import java.util.List;

/** Runs services in the foreground until Ctrl-C or SIGTERM. */
final class ServiceProcess {

    private ServiceProcess() {}

    static int run(List<Service> services) throws Exception {
        Logging.toStandardError(LogFormat.JSON);
        try (ServiceRunner runner = new ServiceRunner(services)) {
            // On a signal the hook holds the program open until everything has stopped.
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "stop"));
            runner.start();
            runner.await();
        }
        return 0;
    }
}
