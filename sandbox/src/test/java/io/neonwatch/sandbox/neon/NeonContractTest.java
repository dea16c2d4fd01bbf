package io.neonwatch.sandbox.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.NewBranch;
import io.neonwatch.neon.OperationPolling;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.neon.recovery.RecoveryBranch;
import io.neonwatch.neon.recovery.RecoveryBranches;
import io.neonwatch.neon.recovery.RecoveryPlan;
import io.neonwatch.runtime.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client's requests and the control plane's responses, against the specification that Neon publishes. */
@Timeout(180)
class NeonContractTest {

    private static final Seed SEED = Seed.of("localhost", 5432, "neondb");
    private static final String BRANCHES = "/projects/" + SEED.project() + "/branches";
    private static @Nullable Contract loaded;

    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    /** Before each test, so that each is reported as skipped by its own name. */
    @BeforeEach
    void load() {
        if (loaded == null) loaded = new Contract(PublishedSpecification.file());
    }

    @Test
    void shouldSendAndAnswerAsSpecifiedInEveryCallOfTheClient() throws InterruptedException {
        // Given
        OperationPolling polling = new OperationPolling(Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ZERO);
        try (NeonControlPlane controlPlane = controlPlane();
                NeonClient client = client(controlPlane)) {
            RecoveryBranches recovery = new RecoveryBranches(client, polling);
            Instant expiry = Instant.now().plus(Duration.ofDays(7));
            BranchPoint point = BranchPoint.time(Instant.now().minusSeconds(60));
            RecoveryPlan plan = new RecoveryPlan(SEED.project(), SEED.branch(), "recovery-1", point, expiry);

            // When
            client.getProject(SEED.project());
            RecoveryBranch made = recovery.createOrFind(plan);
            RecoveryBranch found = recovery.createOrFind(plan);
            client.createBranch(
                    SEED.project(),
                    new NewBranch(null, null, BranchPoint.lsn("0/1DE2850"), null, "schema-only", false));
            client.listEndpoints(SEED.project());
            client.listDatabases(SEED.project(), SEED.branch());
            client.getOperation(SEED.project(), made.operationIds().getFirst());

            // Then
            assertThat(found.id()).isEqualTo(made.id());
        }
        assertThat(exchanges).allSatisfy(exchange -> {
            assertThat(contract().requestFaults(exchange)).isEmpty();
            assertThat(contract().responseFaults(exchange)).isEmpty();
            assertThat(exchange.requestHeaders()).containsKeys("authorization", "x-request-id");
        });
        assertThat(exchanges.stream().map(NeonContractTest::operation).distinct())
                .containsExactlyInAnyOrder(
                        "GET /projects/*",
                        "GET /projects/*/branches",
                        "POST /projects/*/branches",
                        "GET /projects/*/branches/*",
                        "GET /projects/*/branches/*/databases",
                        "GET /projects/*/branches/*/endpoints",
                        "GET /projects/*/endpoints",
                        "GET /projects/*/endpoints/*",
                        "GET /projects/*/operations",
                        "GET /projects/*/operations/*");
    }

    @Test
    void shouldAnswerAsSpecifiedWhatTheClientDoesNotAskYet() {
        // Given
        try (NeonControlPlane controlPlane = controlPlane();
                RawApi api = new RawApi(controlPlane)) {
            // When
            api.get("/projects?limit=1&search=" + SEED.project());
            String branch = api.post(BRANCHES, "{\"endpoints\":[{\"type\":\"read_write\"},{\"type\":\"read_only\"}]}")
                    .body()
                    .at("/branch/id")
                    .asText();
            api.get(BRANCHES + "?limit=1&sort_by=name&sort_order=asc");
            RawApi.Answer deleted = api.whenUnlocked(() -> api.send("DELETE", BRANCHES + "/" + branch, ""));
            RawApi.Answer deletedAgain = api.send("DELETE", BRANCHES + "/" + branch, "");

            // Then
            assertThat(deleted.status()).isEqualTo(200);
            assertThat(deletedAgain.status()).isEqualTo(204);
        }
        assertThat(exchanges).allSatisfy(exchange -> {
            assertThat(contract().requestFaults(exchange)).isEmpty();
            assertThat(contract().responseFaults(exchange)).isEmpty();
        });
    }

    @Test
    void shouldAnswerEveryErrorAsSpecified() {
        // Given
        try (NeonControlPlane controlPlane = controlPlane();
                RawApi api = new RawApi(controlPlane)) {
            // When
            api.send("GET", "/projects", "", null);
            api.get("/projects/unknown");
            api.post(BRANCHES, "{\"branch\":{\"name\":\"main\"}}");
            api.post(BRANCHES, "{\"branch\":{\"parent_lsn\":\"0/1\"}}");
            api.post(BRANCHES, "{\"branch\":{\"parent_lsn\":7}}");
            api.post(BRANCHES, "{\"branch\":{\"expires_at\":\"2020-01-01T00:00:00Z\"}}");
            controlPlane.respondWith(423, Map.of(), 1);
            api.get("/projects");
        }

        // Then
        assertThat(exchanges).extracting(Exchange::status).containsExactly(401, 404, 409, 406, 400, 422, 423);
        assertThat(exchanges)
                .allSatisfy(exchange ->
                        assertThat(contract().responseFaults(exchange)).isEmpty());
    }

    @Test
    void shouldNoticeWhatIsNotAsSpecified() {
        // Given
        Exchange unknownField = exchange("{\"branch\":{\"nome\":\"dev\"}}", "{}");
        Exchange badEndpoint = exchange("{\"endpoints\":[{\"type\":\"read_mostly\"}]}", "{}");
        Exchange badTime = exchange("{\"branch\":{\"expires_at\":\"tomorrow\"}}", "{}");
        Exchange missingFields = exchange("", "{\"branch\":{\"id\":\"br-x\"},\"endpoints\":[],\"operations\":[]}");

        // Then
        assertThat(contract().requestFaults(unknownField))
                .singleElement()
                .asString()
                .contains("nome");
        assertThat(contract().requestFaults(badEndpoint)).isNotEmpty();
        assertThat(contract().requestFaults(badTime)).isNotEmpty();
        assertThat(contract().responseFaults(missingFields))
                .anySatisfy(fault -> assertThat(fault).contains("creation_source"))
                .anySatisfy(fault -> assertThat(fault).contains("roles"));
    }

    private NeonControlPlane controlPlane() {
        return NeonControlPlane.builder()
                .seeds(SEED)
                .operationTime(Duration.ofMillis(20))
                .observer(exchanges::add)
                .start();
    }

    private static NeonClient client(NeonControlPlane controlPlane) {
        return new NeonClient(
                new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())),
                new RetryPolicy(100, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(30)),
                Duration.ofSeconds(20));
    }

    private static Exchange exchange(String request, String response) {
        return new Exchange(
                "POST", "/api/v2" + BRANCHES, Map.of("content-type", "application/json"), request, 201, response);
    }

    private static String operation(Exchange exchange) {
        String path = exchange.path().replaceFirst("^/api/v2", "").replaceFirst("\\?.*", "");
        return exchange.method() + " " + path.replaceAll("/(projects|branches|endpoints|operations)/[^/]+", "/$1/*");
    }

    private static Contract contract() {
        return Objects.requireNonNull(loaded);
    }
}
