package io.neonwatch.sandbox.neon;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A compute that goes to sleep as Neon's do: its PostgreSQL is stopped when nobody has used it for the suspend timeout,
 * and started by the next connection. The control plane shows its state. Safe for use by many threads.
 */
public final class Compute implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final NeonControlPlane controlPlane;
    private final Seed seed;
    private final EmbeddedPostgres postgres;
    private final Duration suspendTimeout;
    private final ComputeDoor door;
    private final AtomicInteger wakes = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread monitor;
    private boolean suspended;

    private Compute(NeonControlPlane controlPlane, Seed seed, EmbeddedPostgres postgres, Duration suspendTimeout) {
        this.controlPlane = controlPlane;
        this.seed = seed;
        this.postgres = postgres;
        this.suspendTimeout = suspendTimeout;
        this.door = new ComputeDoor(postgres.port(), this::wake);
        this.monitor = Thread.ofVirtual().name("compute-monitor").start(this::monitor);
    }

    /**
     * @param seed whose compute it is in the control plane
     * @param postgres runs; it is stopped and started from now on, not closed
     * @param suspendTimeout whole seconds; may be shorter than Neon allows, which is 60 s
     */
    public static Compute start(
            NeonControlPlane controlPlane, Seed seed, EmbeddedPostgres postgres, Duration suspendTimeout) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + ComputeActivity.ADMINISTRATOR + " LOGIN SUPERUSER");
        } catch (SQLException e) {
            throw new IllegalStateException("the administrator cannot be created: " + e.getMessage(), e);
        }
        controlPlane.setSuspendTimeout(seed.project(), seed.endpoint(), suspendTimeout);
        controlPlane.resume(seed.project(), seed.endpoint());
        return new Compute(controlPlane, seed, postgres, suspendTimeout);
    }

    /** Of its direct host, 127.0.0.1. */
    public int port() {
        return door.port();
    }

    /** How often a connection has woken it. */
    public int wakes() {
        return wakes.get();
    }

    public synchronized boolean suspended() {
        return suspended;
    }

    /** Leaves the server as it is, awake or not. */
    @Override
    public void close() {
        closed.countDown();
        door.close();
        try {
            monitor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wake() {
        if (!suspended) return;
        wakes.incrementAndGet();
        postgres.restart();
        suspended = false;
        controlPlane.resume(seed.project(), seed.endpoint());
    }

    private synchronized void suspend() {
        postgres.stop();
        suspended = true;
        controlPlane.suspend(seed.project(), seed.endpoint());
    }

    private void monitor() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!suspended() && unused()) suspend();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true when nobody has used it for long enough, false when it has been closed or cannot be asked. */
    private boolean unused() throws InterruptedException {
        @Nullable Instant shown = null;
        String url = postgres.jdbcUrl("postgres", ComputeActivity.ADMINISTRATOR);
        try (Connection connection = DriverManager.getConnection(url)) {
            ComputeActivity activity = new ComputeActivity(connection, Instant.now());
            do {
                Instant used = activity.lastUsed();
                if (!used.equals(shown)) controlPlane.usedAt(seed.project(), seed.endpoint(), used);
                shown = used;
                if (used.plus(suspendTimeout).isBefore(Instant.now())) return true;
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            return false;
        } catch (SQLException e) {
            return false;
        }
    }
}
