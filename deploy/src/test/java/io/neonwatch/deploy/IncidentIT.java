package io.neonwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.deploy.docker.NeedsDocker;
import io.neonwatch.deploy.part.Postgresql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The main job, on a PostgreSQL 17 with pgvector as Debian packages them. */
@NeedsDocker
@Timeout(300)
final class IncidentIT {

    private static final String NEAREST =
            "SELECT id FROM document_vectors ORDER BY embedding <-> '[0.9, 0.9, 0.9]' LIMIT 1";

    private static Installation installation;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.start(1);
    }

    @AfterAll
    static void stop() throws Exception {
        if (installation != null) installation.close();
    }

    @Test
    void shouldPageOnceForAFullPoolASlowQueryAndAMassDelete() throws Exception {
        Postgresql database = installation.database();
        try (Pages pages = installation.pages()) {
            // Given a vector index, as the database of such a shop has one
            assertThat(database.ask("SHOW server_version")).startsWith("17.");
            assertThat(database.ask(NEAREST)).isEqualTo("2");

            // When
            Incidents.play(installation.workload(), pages, () -> {});

            // Then
            Incidents.shouldHaveBeenPagedOnce(pages);
        }
    }
}
