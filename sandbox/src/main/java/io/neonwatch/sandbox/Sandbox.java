package io.neonwatch.sandbox;

import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.sandbox.registry.ApicurioRegistry;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.sandbox.smtp.SmtpServer;
import io.neonwatch.sandbox.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Everything that Neonwatch needs around it, on this machine: on free ports of 127.0.0.1, in a directory of its own,
 * and gone when it is closed or this program ends, even when it is killed. It prints nothing.
 */
public final class Sandbox implements AutoCloseable {

    /** The database that is watched and that the workload works on. */
    public static final String DATABASE = "shop";

    /** The workload's user, who owns the database; the connections that are kept for superusers are not for it. */
    public static final String OWNER = "shop";

    /** A user who may see what happens, in {@code pg_monitor}, and nothing else. */
    public static final String WATCHER = "neonwatch";

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(7);

    private final TemporaryDirectory directory = TemporaryDirectory.create("neonwatch-sandbox-");
    private final Parts parts = new Parts();
    private final CompletableFuture<EmbeddedKafka> kafka;
    private final CompletableFuture<EmbeddedPostgres> postgres;
    private final CompletableFuture<ApicurioRegistry> registry;
    private final CompletableFuture<SlackSink> slack;
    private final CompletableFuture<SmtpServer> smtp;
    private final CompletableFuture<NeonControlPlane> neon;
    private final CompletableFuture<Workload> workload;

    private Sandbox() {
        // The slowest first.
        registry = parts.start(() -> ApicurioRegistry.start(directory()));
        postgres = parts.start(() -> EmbeddedPostgres.start(directory()));
        kafka = parts.start(() -> EmbeddedKafka.start(directory()));
        slack = parts.start(SlackSink::start);
        smtp = parts.start(SmtpServer::start);
        workload = parts.start(() -> startWorkload(postgres.join()));
        neon = parts.start(() -> NeonControlPlane.start(seed()));
    }

    /**
     * Returns when all parts are there, which takes several seconds.
     *
     * @throws IllegalStateException when a part does not start; the others are closed then
     */
    public static Sandbox start() {
        Sandbox sandbox = new Sandbox();
        try {
            sandbox.join();
            return sandbox;
        } catch (CompletionException e) {
            sandbox.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("The sandbox does not start: " + cause.getMessage(), cause);
        }
    }

    /** Where the parts keep their data and their logs. */
    public Path directory() {
        return directory.path();
    }

    public EmbeddedKafka kafka() {
        return kafka.join();
    }

    public EmbeddedPostgres postgres() {
        return postgres.join();
    }

    /** The watched database, with the superuser as the user. */
    public String jdbcUrl() {
        return postgres().jdbcUrl(DATABASE);
    }

    /** The watched database, for {@link #WATCHER}; without a user in it. */
    public String watchedUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres().port() + "/" + DATABASE;
    }

    /** The watched database as Neon knows it. */
    public Seed seed() {
        return Seed.of("127.0.0.1", postgres().port(), DATABASE);
    }

    public ApicurioRegistry registry() {
        return registry.join();
    }

    public SlackSink slack() {
        return slack.join();
    }

    public SmtpServer smtp() {
        return smtp.join();
    }

    public NeonControlPlane neon() {
        return neon.join();
    }

    public Workload workload() {
        return workload.join();
    }

    /** Returns within a few seconds even when a part hangs; that one is then killed when this program ends. */
    @Override
    public void close() {
        // A broker that is still there would end this whole program if its files went.
        if (parts.close(CLOSE_LIMIT)) directory.close();
    }

    private void join() {
        CompletableFuture<?>[] all = {kafka, postgres, registry, slack, smtp, neon, workload};
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        for (CompletableFuture<?> part : all)
            part.whenComplete((_, e) -> {
                if (e != null) firstFailure.completeExceptionally(e);
            });
        CompletableFuture.anyOf(CompletableFuture.allOf(all), firstFailure).join();
    }

    private static Workload startWorkload(EmbeddedPostgres postgres) {
        postgres.createDatabase(DATABASE, OWNER);
        postgres.createMonitor(WATCHER);
        return Workload.start(postgres.jdbcUrl(DATABASE, OWNER));
    }
}
