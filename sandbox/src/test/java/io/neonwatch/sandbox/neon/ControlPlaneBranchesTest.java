package io.neonwatch.sandbox.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.neon.RawApi.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ControlPlaneBranchesTest {

    private static final Seed SEED = Seed.of("localhost", 5432, "neondb");
    private static final String BRANCHES = "/projects/" + SEED.project() + "/branches";

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

    @Test
    void shouldBringABranchAndItsComputeUpStepByStep() {
        // When
        Answer created =
                api.post(BRANCHES, "{\"branch\":{\"name\":\"dev\"},\"endpoints\":[{\"type\":\"read_write\"}]}");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().at("/branch/current_state").asText()).isEqualTo("init");
        assertThat(created.body().at("/branch/parent_id").asText()).isEqualTo(SEED.branch());
        assertThat(created.body().path("operations").findValuesAsText("action"))
                .containsExactly("create_branch", "start_compute");
        String branch = created.body().at("/branch/id").asText();
        assertThat(branch).matches("br-[a-z0-9]+-[a-z0-9]+-[a-z0-9]+");
        await().untilAsserted(() -> assertThat(
                        api.get(BRANCHES + "/" + branch + "/endpoints").body().findValuesAsText("current_state"))
                .containsExactly("active"));
        assertThat(controlPlane.branches(SEED.project()))
                .extracting(BranchRecord::state)
                .containsOnly("ready");
        assertThat(controlPlane.operations(SEED.project()))
                .extracting(OperationRecord::status)
                .containsOnly("finished");
    }

    @Test
    void shouldRefuseAChangeWhileAnotherRuns() {
        // Given
        try (NeonControlPlane slow = NeonControlPlane.builder()
                        .seeds(SEED)
                        .operationTime(Duration.ofHours(1))
                        .start();
                RawApi slowApi = new RawApi(slow)) {
            slowApi.post(BRANCHES, branch("\"name\":\"one\""));

            // When
            Answer locked = slowApi.post(BRANCHES, branch("\"name\":\"two\""));

            // Then
            assertThat(locked.status()).isEqualTo(423);
            assertThat(slow.branches(SEED.project()))
                    .extracting(BranchRecord::name)
                    .containsExactly("main", "one");
        }
    }

    @Test
    void shouldAllowAChangeOnceTheOtherHasEnded() {
        // Given
        api.post(BRANCHES, branch("\"name\":\"one\""));

        // When
        Answer later = api.whenUnlocked(() -> api.post(BRANCHES, branch("\"name\":\"two\"")));

        // Then
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void shouldNotGiveANameTwice() {
        Answer answer = api.post(BRANCHES, branch("\"name\":\"main\""));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).isEqualTo("branch already exists; branch_name:\"main\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"parent_id\":\"br-unknown\" | 404 | not found",
                "\"name\":\"\" | 422 | 1 to 256",
                "\"parent_lsn\":\"0/2000000\",\"parent_timestamp\":\"2026-11-23T09:00:00Z\" | 422 | mutually exclusive",
                "\"parent_lsn\":\"0x17\" | 400 | not a valid LSN",
                "\"parent_lsn\":\"0/FFFFFF\" | 406 | less than latest GC cutoff",
                "\"parent_timestamp\":\"2026-11-22T09:59:59Z\" | 406 | less than latest GC cutoff",
                "\"parent_timestamp\":\"2026-11-23T09:00:00\" | 400 | time zone",
                "\"expires_at\":\"2026-11-23T10:00:00Z\" | 422 | future",
                "\"expires_at\":\"2026-12-23T10:00:01Z\" | 422 | 30 days",
                "\"protected\":true,\"expires_at\":\"2026-11-24T10:00:00Z\" | 422 | protected",
                "\"init_source\":\"thin-air\" | 422 | init_source"
            })
    void shouldRefuseABranchThatNeonWouldRefuse(String fields, int status, String message) {
        Answer answer = api.post(BRANCHES, branch(fields));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).contains(message);
        assertThat(controlPlane.branches(SEED.project())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
        "2026-11-23T10:59:59.123456+01:00, 2026-11-23T09:59:59.123456Z",
        "2027-01-01T00:00:00Z, 2026-11-23T10:00:00Z"
    })
    void shouldStartAtATimeButNotInTheFuture(String wanted, String resolved) {
        Answer answer = api.post(BRANCHES, branch("\"parent_timestamp\":\"" + wanted + "\""));
        assertThat(answer.body().at("/branch/parent_timestamp").asText()).isEqualTo(resolved);
    }

    @Test
    void shouldNotBranchAChildBeforeItsOwnCreation() {
        // Given
        clock.advance(Duration.ofHours(1));
        String child = api.post(BRANCHES, branch("\"name\":\"child\""))
                .body()
                .at("/branch/id")
                .asText();

        // When
        Answer before = api.whenUnlocked(() -> api.post(
                BRANCHES, branch("\"parent_id\":\"" + child + "\",\"parent_timestamp\":\"2026-11-23T10:59:59Z\"")));

        // Then
        assertThat(before.status()).isEqualTo(406);
    }

    @Test
    void shouldLetABranchExpireAndHaveNoChildren() {
        // Given
        String id = api.post(BRANCHES, branch("\"name\":\"brief\",\"expires_at\":\"2026-11-24T10:00:00.900Z\""))
                .body()
                .at("/branch/id")
                .asText();

        // When
        Answer child = api.whenUnlocked(() -> api.post(BRANCHES, branch("\"parent_id\":\"" + id + "\"")));
        Answer before = api.get(BRANCHES + "/" + id);
        clock.advance(Duration.ofDays(1));
        Answer after = api.get(BRANCHES + "/" + id);

        // Then
        assertThat(child.status()).isEqualTo(422);
        assertThat(before.body().at("/branch/expires_at").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(after.status()).isEqualTo(404);
    }

    @Test
    void shouldDeleteOnlyALeaf() {
        // Given
        String parent = api.post(BRANCHES, branch("\"name\":\"p\""))
                .body()
                .at("/branch/id")
                .asText();
        String child = api.whenUnlocked(() -> api.post(BRANCHES, branch("\"parent_id\":\"" + parent + "\"")))
                .body()
                .at("/branch/id")
                .asText();

        // When
        Answer root = api.send("DELETE", BRANCHES + "/" + SEED.branch(), "");
        Answer inner = api.send("DELETE", BRANCHES + "/" + parent, "");
        Answer leaf = api.whenUnlocked(() -> api.send("DELETE", BRANCHES + "/" + child, ""));
        Answer again = api.send("DELETE", BRANCHES + "/" + child, "");

        // Then
        assertThat(List.of(root, inner, leaf, again)).extracting(Answer::status).containsExactly(422, 422, 200, 204);
    }

    private static String branch(String fields) {
        return "{\"branch\":{" + fields + "}}";
    }
}
