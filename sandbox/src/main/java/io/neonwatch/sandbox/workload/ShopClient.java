package io.neonwatch.sandbox.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One connection of the shop: mostly reads, some orders placed and shipped. Comes back when the database does. */
final class ShopClient {

    private static final String APPLICATION = "shop";
    private static final Duration RETRY = Duration.ofMillis(250);

    private final Database database;
    private final WorkloadSettings settings;
    private final CountDownLatch closing;

    ShopClient(Database database, WorkloadSettings settings, CountDownLatch closing) {
        this.database = database;
        this.settings = settings;
        this.closing = closing;
    }

    /** Returns after the latch has been counted down. */
    void run() {
        while (closing.getCount() > 0) {
            try (Connection connection = database.connect(APPLICATION)) {
                while (closing.getCount() > 0) {
                    operate(connection);
                    pause(Duration.ofNanos(ThreadLocalRandom.current()
                            .nextLong(2 * settings.pause().toNanos() + 1)));
                }
            } catch (SQLException databaseAway) {
                pause(RETRY);
            }
        }
    }

    private void operate(Connection connection) throws SQLException {
        long customer = ThreadLocalRandom.current().nextLong(1, settings.customers() + 1L);
        switch (ThreadLocalRandom.current().nextInt(10)) {
            case 0 ->
                execute(
                        connection,
                        "INSERT INTO orders (customer_id, status) SELECT id, 'placed' FROM customers WHERE id = ?",
                        customer);
            case 1 -> execute(connection, "UPDATE orders SET status = 'shipped' WHERE id = ?", customer);
            case 2, 3 -> execute(connection, "SELECT title, body FROM documents WHERE id = ?", customer);
            case 4, 5 ->
                execute(
                        connection,
                        "SELECT i.product, sum(i.quantity * i.price) FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.customer_id = ? GROUP BY i.product",
                        customer);
            default -> execute(connection, "SELECT name, email FROM customers WHERE id = ?", customer);
        }
    }

    private static void execute(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            statement.execute();
        }
    }

    private void pause(Duration time) {
        try {
            var _ = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts it: that would tear the connection instead of ending it.
            Thread.currentThread().interrupt();
        }
    }
}
