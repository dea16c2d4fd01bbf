package io.neonwatch.sandbox.container;

import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.sandbox.workload.Database;
import io.neonwatch.sandbox.workload.Workload;
import io.neonwatch.sandbox.workload.WorkloadSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workload, opened once its database has answered. */
final class ShopService implements Service, HealthCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(ShopService.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final Database database;
    private final Dependency postgresql;
    private volatile @Nullable Thread opening;
    private volatile @Nullable Workload workload;
    private volatile Health health = Health.notReady("the database has not answered yet");

    ShopService(Database database, Dependency postgresql) {
        this.database = database;
        this.postgresql = postgresql;
    }

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public Health check() {
        return health;
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(this);
    }

    @Override
    public void start() {
        opening = Thread.ofVirtual().name("open-shop").start(this::open);
    }

    @Override
    public void stop() {
        endOpening();
        Workload open = workload;
        if (open != null) open.close();
    }

    private void open() {
        try {
            postgresql.awaitFirstAnswer();
            while (!opened()) Thread.sleep(RETRY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean opened() {
        try {
            workload = Workload.start(database, WorkloadSettings.MODEST);
            health = Health.READY;
            LOGGER.atInfo().log("The shop is open");
            return true;
        } catch (IllegalStateException refused) {
            String reason = String.valueOf(refused.getMessage());
            if (!Thread.currentThread().isInterrupted() && !health.detail().equals(reason))
                LOGGER.atWarn().addKeyValue("reason", reason).log("The shop cannot open; trying again");
            health = Health.notReady(reason);
            return false;
        }
    }

    private void endOpening() {
        Thread thread = opening;
        if (thread == null) return;
        thread.interrupt();
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
