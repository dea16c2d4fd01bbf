package io.neonwatch.sandbox.container;

import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.ServiceRunner;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.logging.LogFormat;
import io.neonwatch.runtime.logging.Logging;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs services in the foreground until SIGTERM, with the environment for settings and JSON lines for a log. */
final class ContainerProgram {

    private static final int WRONG_SETTINGS = 2;
    private static final int FAILED = 1;

    private ContainerProgram() {}

    /** @return the exit status: 0 after a stop, 1 when a service cannot start, 2 when a setting is wrong */
    static int run(Map<String, String> environment, Function<Environment, List<Service>> services) {
        Logging.toStandardError(LogFormat.JSON);
        Logger logger = LoggerFactory.getLogger(ContainerProgram.class);
        try (ServiceRunner runner = new ServiceRunner(services.apply(new Environment(environment)))) {
            // On a signal the hook holds the program open until everything has stopped.
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close, "stop"));
            runner.start();
            runner.await();
            return 0;
        } catch (ConfigException e) {
            logger.atError().addKeyValue("reason", e.getMessage()).log("A setting is wrong");
            return WRONG_SETTINGS;
        } catch (Exception e) {
            logger.atError().setCause(e).log("The program cannot start");
            return FAILED;
        }
    }
}
