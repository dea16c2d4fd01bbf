package io.neonwatch.bench;

import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.postgres.PostgresArchive;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.sandbox.registry.ApicurioRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real parts around what is measured, gone when it is closed. */
final class Stage implements AutoCloseable {

    private final TemporaryDirectory directory = TemporaryDirectory.create("neonwatch-bench-");
    private final EmbeddedKafka kafka = EmbeddedKafka.start(directory.path());
    private final ApicurioRegistry registry = ApicurioRegistry.start(directory.path());
    private final List<EmbeddedPostgres> servers = new ArrayList<>();

    Path directory() {
        return directory.path();
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    ApicurioRegistry registry() {
        return registry;
    }

    EmbeddedPostgres startPostgres(int maxConnections) throws IOException {
        Path home = Files.createDirectory(directory.path().resolve("server-" + servers.size()));
        EmbeddedPostgres server =
                EmbeddedPostgres.start(home, PostgresArchive.onClassPath().getFirst(), maxConnections);
        servers.add(server);
        return server;
    }

    @Override
    public void close() {
        servers.forEach(EmbeddedPostgres::close);
        registry.close();
        kafka.close();
        directory.close();
    }
}
