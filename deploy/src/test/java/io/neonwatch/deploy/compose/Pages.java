package io.neonwatch.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.deploy.compose.ComposeProject.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a browser sees. */
final class Pages implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ComposeProject project;
    // Docker's proxy takes connections for a container that is not there, so a kept one may be dead.
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Pages(ComposeProject project) {
        this.project = project;
    }

    /** Waits until Slack and the mailbox have shown something with all these words. */
    void awaitPaged(String... words) {
        for (Port port : new Port[] {Port.SLACK, Port.MAIL})
            await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(get(project.url(port, "/")).split("<article>"))
                            .as("the page of %s", port)
                            .anyMatch(entry -> contains(entry, words)));
    }

    String get(URI url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(url + " answers " + answer.statusCode());
        return answer.body();
    }

    private static boolean contains(String entry, String... words) {
        for (String word : words) if (!entry.contains(word)) return false;
        return true;
    }

    @Override
    public void close() {
        client.close();
    }
}
