package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.neon.ScriptedServer.Received;
import io.neonwatch.runtime.config.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NeonClientTest {

    private static final String KEY = "napi_do_not_show_me";
    private static final String PROJECT = "shiny-wind-028834";
    private static final RetryPolicy QUICK =
            new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(10));
    private static final NewBranch NEW =
            new NewBranch("br-aged-salad-637688", "dev", new BranchPoint.Head(), null, null, false);

    private final ScriptedServer server = new ScriptedServer();
    private final NeonClient client = client(server.url(), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {423, 429, 503})
    void shouldRepeatAnyRequestWhileNothingIsDone(int status) throws InterruptedException {
        // Given
        server.then(status, Answers.error("", "later")).then(status, "").then(201, Answers.created("br-x", "dev"));

        // When
        CreatedBranch created = client.createBranch(PROJECT, NEW);

        // Then
        assertThat(created.branch().id()).isEqualTo("br-x");
        assertThat(server.received()).hasSize(3);
        assertThat(server.received().stream().map(Received::requestId).distinct())
                .singleElement()
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502, 524})
    void shouldRepeatOnlyWhatChangesNothingWhenTheOutcomeIsUnknown(int status) throws InterruptedException {
        // Given
        server.then(status, "").then(status, "").then(200, "{\"branch\":" + Answers.branch("br-x", "dev") + "}");

        // When
        Branch branch = client.getBranch(PROJECT, "br-x");
        NeonException failure = failure(() -> client.createBranch(PROJECT, NEW));

        // Then
        assertThat(branch.name()).isEqualTo("dev");
        assertThat(failure.kind().outcomeUnknown()).isTrue();
        assertThat(server.received()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405, 406, 409, 412, 422})
    void shouldNotRepeatWhatIsFinal(int status) {
        // Given
        server.then(status, Answers.error("SOME_CODE", "because"));

        // When
        NeonException failure = failure(() -> client.getProject(PROJECT));

        // Then
        assertThat(server.received()).hasSize(1);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo("SOME_CODE");
        assertThat(failure.requestId()).isEqualTo("req-7");
        assertThat(failure).hasMessageContainingAll("GET /projects/" + PROJECT, "because", String.valueOf(status));
    }

    @Test
    void shouldGiveUpAfterTheLastAttemptAndPassOnHowLongToWait() {
        // Given
        for (int i = 0; i < 3; i++) server.then(429, Map.of("Retry-After", "0"), "");

        // When
        NeonException failure = failure(() -> client.getProject(PROJECT));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ZERO);
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void shouldNotWaitLongerThanTheWholeRequestMayTake() {
        // Given
        server.then(503, Map.of("Retry-After", "3600"), "");

        // When
        NeonException failure = failure(() -> client.getProject(PROJECT));

        // Then
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void shouldReadBranchesPageByPage() throws InterruptedException {
        // Given
        server.then(200, Answers.branches("a b+c", Answers.branch("br-1", "dev2")))
                .then(200, Answers.branches("", Answers.branch("br-2", "dev")));

        // When
        Branch found = client.findBranch(PROJECT, "dev").orElseThrow();

        // Then
        assertThat(found.id()).isEqualTo("br-2");
        assertThat(found.parentLsn()).isEqualTo("0/1DE2850");
        assertThat(server.received())
                .extracting(received -> received.uri().getRawQuery())
                .containsExactly("search=dev&limit=100", "search=dev&limit=100&cursor=a%20b%2Bc");
    }

    @Test
    void shouldAskForABranchInNeonsWords() throws InterruptedException {
        // Given
        server.then(201, Answers.created("br-x", "dev"));
        Instant expiry = Instant.parse("2026-12-01T00:00:00.987Z");
        BranchPoint point = BranchPoint.time(Instant.parse("2026-11-23T10:00:00.123456Z"));

        // When
        client.createBranch(PROJECT, new NewBranch("br-p", "dev", point, expiry, null, true));

        // Then
        assertThat(server.received().getFirst().body())
                .isEqualTo("{\"branch\":{\"parent_id\":\"br-p\",\"name\":\"dev\","
                        + "\"parent_timestamp\":\"2026-11-23T10:00:00.123456Z\","
                        + "\"expires_at\":\"2026-12-01T00:00:00Z\"},\"endpoints\":[{\"type\":\"read_write\"}]}");
    }

    @Test
    void shouldNotFollowARedirectWithTheKey() {
        // Given
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server.then(302, Map.of("Location", elsewhere.url() + "/projects"), "");

            // When
            NeonException failure = failure(() -> client.getProject(PROJECT));

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED_ANSWER);
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "null", "[]", "{\"branch\":{\"id\":1}}"})
    void shouldSayThatAnAnswerCannotBeRead(String body) {
        // Given
        server.then(200, body);

        // When
        NeonException failure = failure(() -> client.getBranch(PROJECT, "br-x"));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED_ANSWER);
        assertThat(failure).hasMessageContaining("neon.url");
    }

    @Test
    void shouldNotWaitForeverForTheRestOfAnAnswer() throws Exception {
        // Given
        try (HalfAnswer half = new HalfAnswer();
                NeonClient impatient = client(half.url(), Duration.ofMillis(300))) {
            // When
            NeonException failure = failure(() -> impatient.createBranch(PROJECT, NEW));

            // Then
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.status()).isZero();
        }
    }

    @Test
    void shouldSayWhereNobodyAnswers() {
        // Given
        server.close();

        // When
        NeonException failure = failure(() -> client.getProject(PROJECT));

        // Then
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining(server.url().getAuthority());
    }

    @Test
    void shouldNeverShowTheKey() {
        // Given
        String echo = "you sent Bearer " + KEY;
        server.then(401, Answers.error(KEY, echo)).then(200, echo).then(400, echo);

        // When
        List<NeonException> failures = List.of(
                failure(() -> client.getProject(PROJECT)),
                failure(() -> client.getProject(PROJECT)),
                failure(() -> client.getProject(PROJECT)));

        // Then
        assertThat(server.received())
                .allSatisfy(received -> assertThat(received.authorization()).isEqualTo("Bearer " + KEY));
        assertThat(failures).allSatisfy(failure -> {
            assertThat(stackTrace(failure)).doesNotContain(KEY);
            assertThat(failure.code()).doesNotContain(KEY);
        });
    }

    private static NeonClient client(URI url, Duration timeout) {
        return new NeonClient(new NeonConfig(url, new Secret(KEY)), QUICK, timeout);
    }

    private static NeonException failure(ThrowingCallable call) {
        NeonException failure = catchThrowableOfType(NeonException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
