package io.neonwatch.sandbox.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.neonwatch.sandbox.neon.RawApi.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NeonControlPlaneTest {

    private static final Seed SEED = Seed.of("localhost", 5432, "neondb");
    private static final String PROJECT = "/projects/" + SEED.project();
    private static final String BRANCHES = PROJECT + "/branches";

    private final SettableClock clock = new SettableClock();
    private final NeonControlPlane controlPlane = NeonControlPlane.builder()
            .seeds(SEED)
            .operationTime(Duration.ofMillis(30))
            .clock(clock)
            .start();
    private final RawApi api = new RawApi(controlPlane);

    @AfterEach
    void close() {
        api.close();
        controlPlane.close();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer wrong", "Basic YTpi", "Bearer "})
    void shouldAskForItsKey(@Nullable String authorization) {
        Answer answer = api.send("GET", "/projects", "", authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("request_id").asText()).isEqualTo("request-7");
    }

    @Test
    void shouldSayTheRequestIdBack() {
        assertThat(api.get("/projects").response().headers().firstValue("X-Request-ID"))
                .contains("request-7");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /projects/unknown, 404",
        "GET, /projects/unknown/branches, 404",
        "GET, /projects/quiet-harbor-40617382/branches/br-unknown, 404",
        "GET, /projects/quiet-harbor-40617382/operations/unknown, 404",
        "GET, /nothing, 404",
        "PUT, /projects, 405",
        "GET, /projects?limit=0, 400",
        "GET, /projects/quiet-harbor-40617382/branches?cursor=mine, 400"
    })
    void shouldRefuseWhatIsNotThere(String method, String path, int status) {
        assertThat(api.send(method, path, "").status()).isEqualTo(status);
    }

    @Test
    void shouldListPageByPage() {
        // Given
        for (String name : List.of("a", "b", "c"))
            api.whenUnlocked(() -> api.post(BRANCHES, branch("\"name\":\"" + name + "\"")));

        // When
        List<String> names = new ArrayList<>();
        String query = "?sort_by=name&sort_order=asc&limit=3";
        JsonNode page = api.get(BRANCHES + query).body();
        names.addAll(RawApi.names(page.path("branches")));
        JsonNode rest = api.get(BRANCHES + query + "&cursor="
                        + page.at("/pagination/next").asText())
                .body();
        names.addAll(RawApi.names(rest.path("branches")));

        // Then
        assertThat(names).containsExactly("a", "b", "c", "main");
        assertThat(rest.at("/pagination/next").isMissingNode()).isTrue();
        assertThat(RawApi.names(api.get(BRANCHES + "?search=mai").body().path("branches")))
                .containsExactly("main");
        JsonNode operations = api.get(PROJECT + "/operations?limit=2").body();
        assertThat(operations.path("operations")).hasSize(2);
        assertThat(api.get(PROJECT + "/operations?cursor="
                                + operations.at("/pagination/cursor").asText())
                        .body()
                        .path("operations"))
                .hasSize(1);
    }

    @Test
    void shouldFailAsToldAndThenWorkAgain() {
        // Given
        controlPlane.respondWith("POST", 503, Map.of("Retry-After", "2"), 1);

        // When
        Answer other = api.get("/projects");
        Answer failed = api.post(BRANCHES, "");
        Answer worked = api.post(BRANCHES, "");

        // Then
        assertThat(List.of(other, failed, worked)).extracting(Answer::status).containsExactly(200, 503, 201);
        assertThat(failed.response().headers().firstValue("Retry-After")).contains("2");
        assertThat(controlPlane.branches(SEED.project())).hasSize(2);
    }

    @Test
    void shouldKeepEverythingOverARestartOnTheSamePort() {
        // Given
        URI url = controlPlane.url();
        api.post(BRANCHES, branch("\"name\":\"kept\""));

        // When
        controlPlane.stop();
        assertThatThrownBy(() -> api.get(BRANCHES)).isInstanceOf(AssertionError.class);
        controlPlane.restart();

        // Then
        assertThat(controlPlane.url()).isEqualTo(url);
        assertThat(RawApi.names(api.get(BRANCHES).body().path("branches"))).contains("kept");
    }

    @Test
    void shouldSuspendAndResumeACompute() {
        controlPlane.suspend(SEED.project(), SEED.endpoint());
        assertThat(state(SEED.endpoint())).isEqualTo("idle");
        controlPlane.resume(SEED.project(), SEED.endpoint());
        assertThat(state(SEED.endpoint())).isEqualTo("active");
    }

    @Test
    void shouldShowAPersonWhatThereIs() throws Exception {
        // Given
        api.post(BRANCHES, branch("\"name\":\"<b>dev</b>\""));

        // When
        String page;
        try (HttpClient browser = HttpClient.newHttpClient()) {
            page = browser.send(HttpRequest.newBuilder(controlPlane.page()).build(), BodyHandlers.ofString())
                    .body();
        }

        // Then
        assertThat(page)
                .contains(SEED.project(), SEED.branch(), "create_branch", "&lt;b&gt;dev&lt;/b&gt;")
                .doesNotContain("<b>dev", controlPlane.apiKey());
    }

    private String state(String endpoint) {
        return api.get(PROJECT + "/endpoints/" + endpoint)
                .body()
                .at("/endpoint/current_state")
                .asText();
    }

    private static String branch(String fields) {
        return "{\"branch\":{" + fields + "}}";
    }
}
