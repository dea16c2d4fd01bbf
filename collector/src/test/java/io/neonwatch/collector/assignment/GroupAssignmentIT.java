package io.neonwatch.collector.assignment;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupAssignmentIT {

    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("assignment-test");
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path());
    private static final KafkaConfig CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    private static final List<String> SERVERS = IntStream.range(0, 10)
            .mapToObj(number -> "database-" + number + ":5432")
            .toList();

    private final String group = UUID.randomUUID().toString();
    private final List<GroupAssignment> members = new ArrayList<>();

    @BeforeAll
    static void createTopic() throws InterruptedException {
        try (TopicAdmin topics = new TopicAdmin(CONFIG)) {
            topics.ensure(List.of(Topics.TARGETS));
        }
    }

    @AfterEach
    void closeMembers() {
        members.forEach(GroupAssignment::close);
    }

    @AfterAll
    static void stopKafka() {
        KAFKA.close();
        DIRECTORY.close();
    }

    @Test
    void shouldGiveEachServerToOneOfThree() {
        // When
        for (int index = 0; index < 3; index++) join(() -> {});

        // Then
        await().atMost(ofSeconds(30))
                .until(() -> everyServerOnce() && members.stream().allMatch(this::holdsSomething));
    }

    @Test
    void shouldNeverGiveAServerToTwoWhileMembersComeAndGo() {
        // Given someone who looks all the time
        AtomicInteger twice = new AtomicInteger();
        join(() -> {});
        await().atMost(ofSeconds(30)).until(this::everyServerOnce);
        Thread observer = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted())
                for (String server : SERVERS) if (holders(server) > 1) twice.incrementAndGet();
        });

        // When
        join(() -> {});
        await().atMost(ofSeconds(30)).until(() -> everyServerOnce() && holdsSomething(members.get(1)));
        members.getFirst().close();

        // Then
        await().atMost(ofSeconds(30)).until(this::everyServerOnce);
        observer.interrupt();
        assertThat(twice).hasValue(0);
    }

    @Test
    void shouldLetGoBeforeOthersMayHaveIt() {
        // Given
        List<Boolean> heldWhenTold = new ArrayList<>();
        GroupAssignment[] first = new GroupAssignment[1];
        first[0] = join(() -> heldWhenTold.add(SERVERS.stream().allMatch(first[0]::holds)));
        await().atMost(ofSeconds(30)).until(this::everyServerOnce);

        // When
        join(() -> {});
        await().atMost(ofSeconds(30)).until(() -> everyServerOnce() && holdsSomething(members.get(1)));

        // Then it was told of all, and later of less
        assertThat(heldWhenTold).containsExactly(true, false);
    }

    @Test
    void shouldKeepItsShareWithoutBeingCertainOfItWhileKafkaIsAwayForLong() {
        // Given
        GroupAssignment only = join(() -> {});
        await().atMost(ofSeconds(30)).until(this::everyServerOnce);

        // When
        KAFKA.stop();

        // Then
        await().atMost(ofSeconds(20)).until(() -> only.uncertainSince().isPresent());
        assertThat(only.uncertainSince().getAsLong()).isLessThan(System.nanoTime());
        assertThat(everyServerOnce()).isTrue();
        KAFKA.restart();
        await().atMost(ofSeconds(60)).until(() -> only.uncertainSince().isEmpty() && everyServerOnce());
    }

    @Test
    void shouldHoldNothingAfterItsEnd() {
        // Given
        GroupAssignment only = join(() -> {});
        await().atMost(ofSeconds(30)).until(this::everyServerOnce);

        // When
        only.close();

        // Then
        assertThat(holdsSomething(only)).isFalse();
    }

    private GroupAssignment join(Runnable changed) {
        GroupAssignment member = new GroupAssignment(CONFIG, group, Topics.TARGETS, changed);
        members.add(member);
        member.start();
        return member;
    }

    private boolean everyServerOnce() {
        return SERVERS.stream().allMatch(server -> holders(server) == 1);
    }

    private long holders(String server) {
        return List.copyOf(members).stream()
                .filter(member -> member.holds(server))
                .count();
    }

    private boolean holdsSomething(GroupAssignment member) {
        return SERVERS.stream().anyMatch(member::holds);
    }
}
