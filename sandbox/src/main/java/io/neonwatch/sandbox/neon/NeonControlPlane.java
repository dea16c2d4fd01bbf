package io.neonwatch.sandbox.neon;

import com.sun.net.httpserver.HttpServer;
import io.neonwatch.sandbox.neon.Faults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Neon's control plane on this machine: its API on the loopback address and a free port, with the fields, errors and
 * timing of the real one. Branches are records without data. Everything is in memory and stays over a restart.
 */
public final class NeonControlPlane implements AutoCloseable {

    private final Projects projects;
    private final Faults faults = new Faults();
    private final String apiKey = "napi_" + Identifiers.characters(64);
    private final ApiHandler handler;
    private final InetSocketAddress address;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    private NeonControlPlane(Builder builder) {
        projects = new Projects(
                builder.seeds,
                builder.historyWindow,
                builder.operationTime,
                builder.size,
                new RecordedStorage(),
                builder.clock);
        handler = new ApiHandler(new Api(projects), faults, apiKey, builder.observer);
        address = listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    /** With one project, {@link Seed#of}, whose database is nowhere. */
    public static NeonControlPlane start() {
        return start(Seed.of("localhost", 5432, "neondb"));
    }

    public static NeonControlPlane start(Seed... seeds) {
        return builder().seeds(seeds).start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The API's address, with the version and without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + address.getPort() + ApiHandler.ROOT);
    }

    /** A page for people. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    public String apiKey() {
        return apiKey;
    }

    /** @throws IllegalArgumentException when there is no such project */
    public List<BranchRecord> branches(String project) {
        return held(project).branches().all();
    }

    /** @throws IllegalArgumentException when there is no such project */
    public List<EndpointRecord> endpoints(String project) {
        return held(project).branches().endpoints();
    }

    /**
     * Newest first.
     *
     * @throws IllegalArgumentException when there is no such project
     */
    public List<OperationRecord> operations(String project) {
        return held(project).operations().newestFirst();
    }

    /** Records one more database of a branch; branches made from it later have it too. */
    public void addDatabase(String project, String branch, String name) {
        held(project).branches().addDatabase(branch, name);
    }

    /** Records one more compute of a branch, which is active at once. */
    public void addReadOnlyEndpoint(String project, String branch) {
        held(project).branches().addReadOnlyEndpoint(branch);
    }

    /** Answers the next requests with a status, and does nothing that they ask. */
    public void respondWith(int status, Map<String, String> headers, int times) {
        faults.add(new Fault(null, status, headers), times);
    }

    /** Answers the next requests of one method with a status, and does nothing that they ask. */
    public void respondWith(String method, int status, Map<String, String> headers, int times) {
        faults.add(new Fault(method, status, headers), times);
    }

    /** Does what the next requests of one method ask, and breaks the connection in place of an answer. */
    public void loseAnswers(String method, int times) {
        faults.add(new Fault(method, 0, Map.of()), times);
    }

    /** Puts a compute to sleep. */
    public void suspend(String project, String endpoint) {
        held(project).branches().setSuspended(endpoint, true);
    }

    /** Wakes a compute. */
    public void resume(String project, String endpoint) {
        held(project).branches().setSuspended(endpoint, false);
    }

    /** Says when a compute was last used. */
    void usedAt(String project, String endpoint, Instant time) {
        held(project).branches().change(endpoint, known -> known.usedAt(time));
    }

    /** How long a compute is unused before it is suspended; shown only, unless a {@link Compute} obeys it. */
    public void setSuspendTimeout(String project, String endpoint, Duration timeout) {
        held(project).branches().change(endpoint, known -> known.suspendedAfter(timeout.toSeconds()));
    }

    /** Stops listening. Operations go on. */
    public synchronized void stop() {
        if (server != null) server.stop(0);
        if (threads != null) threads.shutdownNow();
        server = null;
        threads = null;
    }

    /** Listens again, on the same port and with all that was there. */
    public synchronized void restart() {
        stop();
        listen(address);
    }

    @Override
    public void close() {
        stop();
        projects.close();
    }

    private synchronized InetSocketAddress listen(InetSocketAddress wanted) {
        try {
            HttpServer started = HttpServer.create(wanted, 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            started.setExecutor(threads);
            started.createContext(ApiHandler.ROOT + "/", handler);
            started.createContext("/", new StatusPage(projects));
            started.start();
            server = started;
            return started.getAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + wanted, e);
        }
    }

    private Projects.Held held(String project) {
        return projects.all().stream()
                .filter(held -> held.project().id().equals(project))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no project " + project));
    }

    /** What a control plane starts with. */
    public static final class Builder {

        private List<Seed> seeds = List.of();
        private Duration historyWindow = Duration.ofDays(1);
        private Duration operationTime = Duration.ofMillis(300);
        private BranchSize size = BranchSize.UNKNOWN;
        private InstantSource clock = InstantSource.system();
        private Consumer<Exchange> observer = exchange -> {};

        private Builder() {}

        public Builder seeds(Seed... projects) {
            this.seeds = List.of(projects);
            return this;
        }

        /** How far back its branches can be branched from. The projects are as old. */
        public Builder historyWindow(Duration window) {
            this.historyWindow = window;
            return this;
        }

        /** How many bytes the default branches have, and how many a branch may have. */
        public Builder branchSize(long bytes, long limit) {
            this.size = new BranchSize(bytes, limit);
            return this;
        }

        /** How long each operation takes. */
        public Builder operationTime(Duration time) {
            this.operationTime = time;
            return this;
        }

        /** What time it is. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** Is shown every exchange, before the answer leaves. */
        Builder observer(Consumer<Exchange> listener) {
            this.observer = listener;
            return this;
        }

        public NeonControlPlane start() {
            return new NeonControlPlane(this);
        }
    }
}
