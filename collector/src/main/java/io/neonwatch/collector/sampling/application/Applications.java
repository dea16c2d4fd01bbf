package io.neonwatch.collector.sampling.application;

import io.neonwatch.collector.sampling.ApplicationConfig;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the watches of applications, which share one HTTP client; there is none where no application is configured. */
public final class Applications implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<Observation<?>> output;
    private @Nullable HttpClient client;

    /** @param output takes every record at once, and does not fail */
    public Applications(Duration interval, InstantSource clock, Consumer<Observation<?>> output) {
        this.interval = interval;
        this.clock = clock;
        this.output = output;
    }

    /** Not started yet. */
    public ApplicationWatch watch(Origin origin, ApplicationConfig config) {
        return new ApplicationWatch(origin, new ApplicationScraper(client(), config), interval, clock, output);
    }

    @Override
    public synchronized void close() {
        if (client != null) client.shutdownNow();
    }

    private synchronized HttpClient client() {
        HttpClient shared = client;
        if (shared == null) {
            // Without the offer of HTTP/2, which a server that speaks WebSocket may refuse together with the request.
            shared = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = shared;
        }
        return shared;
    }
}
