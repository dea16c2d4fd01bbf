package io.neonwatch.collector.sampling.application;

import io.neonwatch.collector.sampling.ApplicationConfig;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All applications that are scraped, through one HTTP client; there is none where nothing is configured. */
public final class ApplicationWatches {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final @Nullable HttpClient client;
    private final List<ApplicationWatch> watches = new ArrayList<>();

    /**
     * @param applications by the target that they use
     * @param output takes every record at once, and does not fail
     */
    public ApplicationWatches(
            Map<Origin, ApplicationConfig> applications,
            Duration interval,
            InstantSource clock,
            Consumer<Observation<?>> output) {
        if (applications.isEmpty()) {
            client = null;
            return;
        }
        HttpClient shared = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        client = shared;
        applications.forEach((origin, config) -> watches.add(
                new ApplicationWatch(origin, new ApplicationScraper(shared, config), interval, clock, output)));
    }

    public void start() {
        watches.forEach(ApplicationWatch::start);
    }

    public void stop() {
        watches.forEach(ApplicationWatch::stop);
        if (client != null) client.shutdownNow();
    }
}
