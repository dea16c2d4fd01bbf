package io.neonwatch.sandbox.container;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.admin.AdminConfig;
import io.neonwatch.runtime.admin.AdminServer;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.sandbox.workload.Database;
import java.time.Duration;
import java.util.List;

/**
 * A shop that works on a database all the time. It waits for the database, and goes on when it was away.
 *
 * <p>{@code WORKLOAD_URL} is a JDBC URL, {@code WORKLOAD_USER} and {@code WORKLOAD_PASSWORD} are those of a role that may
 * create tables. Health is at port 9464 of 127.0.0.1, or the next that is free.
 */
public final class WorkloadClient {

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);

    private WorkloadClient() {}

    public static void main(String[] arguments) {
        System.exit(ContainerProgram.run(System.getenv(), WorkloadClient::services));
    }

    private static List<Service> services(Environment environment) {
        Database database = new Database(
                environment.text("WORKLOAD_URL"),
                environment.text("WORKLOAD_USER"),
                environment.secret("WORKLOAD_PASSWORD"));
        Dependency postgresql = new Dependency("postgresql", ASK_EVERY, database::ask);
        ShopService shop = new ShopService(database, postgresql);
        AdminServer admin = new AdminServer(
                new AdminConfig(null, null),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                List.of(postgresql, shop));
        return List.of(admin, postgresql, shop);
    }
}
