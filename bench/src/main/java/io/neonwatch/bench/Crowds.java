package io.neonwatch.bench;

import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Crowd} on each of some servers, of one busy session. */
final class Crowds implements AutoCloseable {

    private final List<Crowd> crowds = new ArrayList<>();

    Crowds(List<EmbeddedPostgres> servers) throws SQLException {
        for (EmbeddedPostgres server : servers) crowds.add(new Crowd(server.jdbcUrl(CollectorScale.DATABASE), 1, 1));
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        for (Crowd crowd : crowds) crowd.close();
    }
}
