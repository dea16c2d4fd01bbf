package io.neonwatch.sandbox.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A small shop that works on the database all the time, and on demand gives it trouble. It needs no care when the
 * database goes away: it goes on when it is back. Safe for use by many threads.
 *
 * <p>The sessions are told apart by {@code application_name}: {@code shop}, {@code shop-pool} (idle connections),
 * {@code shop-reports} (slow queries), {@code shop-admin} (the rest).
 */
public final class Workload implements AutoCloseable {

    static final String ADMIN = "shop-admin";
    private static final int CLOSE_SECONDS = 5;

    private final Database database;
    private final Shop shop;
    private final IdleConnections idle;
    private final SlowQueries slow;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Workload(Database database, WorkloadSettings settings) {
        this.database = database;
        shop = new Shop(settings);
        idle = new IdleConnections(database);
        slow = new SlowQueries(database);
    }

    /**
     * As {@link #start(Database, WorkloadSettings)} with {@link WorkloadSettings#MODEST}.
     *
     * @param jdbcUrl with the user
     */
    public static Workload start(String jdbcUrl) {
        return start(new Database(jdbcUrl, null, null), WorkloadSettings.MODEST);
    }

    /**
     * Creates the shop's tables in the database and starts working on them.
     *
     * @throws IllegalStateException when the database is away or refuses
     */
    public static Workload start(Database database, WorkloadSettings settings) {
        Workload workload = new Workload(database, settings);
        workload.asAdmin(connection -> {
            workload.shop.create(connection);
            return 0;
        });
        for (int i = 0; i < settings.clients(); i++)
            workload.threads.execute(new ShopClient(workload.database, settings, workload.closing)::run);
        return workload;
    }

    /** Opens that many more connections and leaves them idle. */
    public void openIdleConnections(int count) {
        try {
            idle.open(count);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Closes all idle connections. */
    public void closeIdleConnections() {
        idle.close();
    }

    /** Starts one query of that duration; what it returns completes when the query ends, also when it fails. */
    public CompletableFuture<Void> runSlowQuery(Duration duration) {
        return runSlowQueries(1, duration, 1);
    }

    /**
     * Starts queries of that duration; what it returns completes when the last one ends.
     *
     * @param parallel connections to spread them over
     */
    public CompletableFuture<Void> runSlowQueries(int count, Duration duration, int parallel) {
        return CompletableFuture.allOf(IntStream.range(0, parallel)
                .mapToObj(i -> reports(count / parallel + (i < count % parallel ? 1 : 0), duration))
                .toArray(CompletableFuture[]::new));
    }

    /**
     * A DELETE without WHERE, on a connection of its own.
     *
     * @return how many rows it deleted, without those of other tables that went along
     */
    public int deleteEverythingFrom(String table) {
        Shop.check(table);
        return asAdmin(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("DELETE FROM " + table);
            }
        });
    }

    /**
     * Adds the rows that the table started with and that are missing now.
     *
     * @return how many
     */
    public int reloadTable(String table) {
        return asAdmin(connection -> shop.load(connection, table));
    }

    /** Ends every session in good order; returns within a few seconds. */
    @Override
    public void close() {
        closing.countDown();
        slow.cancel();
        idle.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) threads.shutdownNow();
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Void> reports(int times, Duration duration) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        slow.run(times, duration);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    private int asAdmin(Work work) {
        try (Connection connection = database.connect(ADMIN)) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static IllegalStateException failure(SQLException e) {
        return new IllegalStateException("The shop's database refused: " + e.getMessage(), e);
    }

    private interface Work {
        int on(Connection connection) throws SQLException;
    }
}
