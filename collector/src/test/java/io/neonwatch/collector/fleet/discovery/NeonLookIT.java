package io.neonwatch.collector.fleet.discovery;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.fleet.ServerTurns;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.CreatedBranch;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NewBranch;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.neon.NeonControlPlane;
import io.neonwatch.sandbox.neon.Seed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NeonLookIT {

    private static final Seed SEED = Seed.of("ep-old-sun-a8x2k9qd.eu-central-1.aws.neon.tech", 5432, "neondb");

    private final NeonControlPlane controlPlane = NeonControlPlane.builder()
            .seeds(SEED)
            .operationTime(Duration.ofMillis(20))
            .start();
    private final NeonClient client =
            new NeonClient(new NeonConfig(controlPlane.url(), new Secret(controlPlane.apiKey())));

    private final AtomicInteger calls = new AtomicInteger();
    private final NeonProjects projects = new NeonProjects(client, calls::incrementAndGet);

    @AfterEach
    void close() {
        client.close();
        controlPlane.close();
    }

    @Test
    void shouldFindEveryDatabaseOfEveryBranchAndCompute() throws InterruptedException {
        // Given
        controlPlane.addDatabase(SEED.project(), SEED.branch(), "my \"shop\"|\uD83D\uDE80");
        CreatedBranch dev = branch("dev", true);
        branch("without-compute", false);
        branch("recovery-20260101-abcdef01-x", true);
        branch("backup-20260101-0000", true);

        // When
        List<TargetConfig> found = look(null, null);

        // Then
        String main = SEED.project() + "/" + SEED.branch() + "/" + SEED.endpoint();
        String other = SEED.project() + "/" + dev.branch().id() + "/"
                + dev.endpoints().getFirst().id();
        assertThat(found)
                .extracting(TargetConfig::id)
                .containsExactly(
                        main + "/neondb",
                        main + "/my \"shop\"%7C\uD83D\uDE80",
                        other + "/neondb",
                        other + "/my \"shop\"%7C\uD83D\uDE80");
        assertThat(found.getFirst().url())
                .startsWith("jdbc:postgresql://" + SEED.host() + "/neondb?sslmode=verify-full&");
        assertThat(found.get(1).database()).isEqualTo("my \"shop\"|\uD83D\uDE80");
    }

    @Test
    void shouldTakeReadOnlyComputesForServersOfTheirOwn() throws InterruptedException {
        // Given
        controlPlane.addReadOnlyEndpoint(SEED.project(), SEED.branch());

        // When
        List<TargetConfig> found = look(null, null);

        // Then
        assertThat(found)
                .hasSize(2)
                .allSatisfy(
                        target -> assertThat(target.server()).startsWith("ep-").endsWith(":5432"));
        assertThat(found).extracting(TargetConfig::server).doesNotHaveDuplicates();
        assertThat(found.toString()).doesNotContain("geheim");
    }

    @Test
    void shouldIncludeAndExclude() throws InterruptedException {
        // Given
        controlPlane.addDatabase(SEED.project(), SEED.branch(), "orders");
        controlPlane.addDatabase(SEED.project(), SEED.branch(), "orders_test");
        branch("dev-anna", true);
        branch("recovery-20260101-abcdef01-x", true);

        // When
        List<TargetConfig> found = look(
                new NamePatterns(List.of("main", "recovery-*"), List.of("dev-*")),
                new NamePatterns(List.of("orders*"), List.of("*_test")));

        // Then
        assertThat(found).extracting(TargetConfig::database).containsExactly("orders", "orders");
        assertThat(found).extracting(TargetConfig::server).doesNotHaveDuplicates();
    }

    @Test
    void shouldFindASuspendedComputeAndLeaveItSo() throws InterruptedException {
        // Given
        controlPlane.suspend(SEED.project(), SEED.endpoint());

        // Then
        assertThat(look(null, null)).hasSize(1);
        assertThat(controlPlane.endpoints(SEED.project()).getFirst().state()).isEqualTo("idle");
    }

    @Test
    void shouldNoticeBranchesThatComeAndGoAndKeepThemWhileNeonIsAway() throws InterruptedException {
        // Given
        Limits limits = Limits.DEFAULT;
        Inventory inventory = new Inventory(limits, new ServerTurns(limits), projects, Duration.ofMillis(100));
        inventory.use(List.of(), List.of(project(null, null)));
        inventory.start();
        await().atMost(ofSeconds(20)).until(() -> inventory.targets().size() == 1);

        // When
        branch("dev", true);

        // Then
        await().atMost(ofSeconds(20)).until(() -> inventory.targets().size() == 2);
        controlPlane.respondWith(404, Map.of(), 1000);
        await().atMost(ofSeconds(20)).until(() -> !inventory.check().ready());
        assertThat(inventory.targets()).hasSize(2);
        inventory.stop();
    }

    @Test
    void shouldFindTheOthersWhenABranchIsDeletedInTheMiddleOfALook() throws InterruptedException {
        // Given
        branch("dev-1", true);
        branch("dev-2", true);
        NeonProjects deleting = new NeonProjects(client, () -> {
            if (calls.incrementAndGet() == 4) controlPlane.respondWith(404, Map.of(), 2);
        });

        // When
        List<TargetConfig> found = new NeonLook(project(null, null), deleting, 100).look();

        // Then
        assertThat(found).hasSize(2);
    }

    @Test
    void shouldNotTakeABranchForGoneThatIsThere() throws InterruptedException {
        // Given
        NeonProjects failing = new NeonProjects(client, () -> {
            if (calls.incrementAndGet() == 3) controlPlane.respondWith(404, Map.of(), 1);
        });

        // Then
        assertThatThrownBy(() -> new NeonLook(project(null, null), failing, 100).look())
                .isInstanceOf(NeonException.class);
    }

    @Test
    void shouldNotAskBranchesForWhatWouldBeLeftOut() throws InterruptedException {
        // Given
        controlPlane.addDatabase(SEED.project(), SEED.branch(), "orders");
        branch("dev-1", true);
        branch("dev-2", true);
        branch("dev-3", true);

        // When
        List<TargetConfig> found = new NeonLook(project(null, null), projects, 3).look();

        // Then one too many is found, so that the log can say so; the endpoints, the branches, and two of the four
        assertThat(found).hasSize(4);
        assertThat(calls).hasValue(4);
    }

    private List<TargetConfig> look(@Nullable NamePatterns branches, @Nullable NamePatterns databases)
            throws InterruptedException {
        return new NeonLook(project(branches, databases), projects, 100).look();
    }

    private static ProjectConfig project(@Nullable NamePatterns branches, @Nullable NamePatterns databases) {
        return new ProjectConfig(SEED.project(), "neonwatch", new Secret("geheim"), branches, databases, null);
    }

    private CreatedBranch branch(String name, boolean withEndpoint) throws InterruptedException {
        CreatedBranch created = client.createBranch(
                SEED.project(), new NewBranch(null, name, new BranchPoint.Head(), null, null, withEndpoint));
        await().atMost(ofSeconds(20))
                .until(() ->
                        client.getBranch(SEED.project(), created.branch().id()).usable());
        return created;
    }
}
