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
    private static final List<String> TARGETS =
            IntStream.range(0, 10).mapToObj(number -> "target-" + number).toList();

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
    void shouldGiveEachTargetToOneOfThree() {
        // When
        for (int index = 0; index < 3; index++) join(() -> {});

        // Then
        await().atMost(ofSeconds(30))
                .until(() -> everyTargetOnce() && members.stream().allMatch(this::holdsSomething));
    }

    @Test
    void shouldNeverGiveATargetToTwoWhileMembersComeAndGo() {
        // Given someone who looks all the time
        AtomicInteger twice = new AtomicInteger();
        join(() -> {});
        await().atMost(ofSeconds(30)).until(this::everyTargetOnce);
        Thread observer = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted())
                for (String target : TARGETS) if (holders(target) > 1) twice.incrementAndGet();
        });

        // When
        join(() -> {});
        await().atMost(ofSeconds(30)).until(() -> everyTargetOnce() && holdsSomething(members.get(1)));
        members.getFirst().close();

        // Then
        await().atMost(ofSeconds(30)).until(this::everyTargetOnce);
        observer.interrupt();
        assertThat(twice).hasValue(0);
    }

    @Test
    void shouldLetGoBeforeOthersMayHaveIt() {
        // Given
        List<Boolean> heldWhenTold = new ArrayList<>();
        GroupAssignment[] first = new GroupAssignment[1];
        first[0] = join(() -> heldWhenTold.add(TARGETS.stream().allMatch(first[0]::holds)));
        await().atMost(ofSeconds(30)).until(this::everyTargetOnce);

        // When
        join(() -> {});
        await().atMost(ofSeconds(30)).until(() -> everyTargetOnce() && holdsSomething(members.get(1)));

        // Then it was told of all, and later of less
        assertThat(heldWhenTold).containsExactly(true, false);
    }

    @Test
    void shouldHoldNothingAnyMoreWhenKafkaIsAwayForLongAndAllWhenItIsBack() {
        // Given
        GroupAssignment only = join(() -> {});
        await().atMost(ofSeconds(30)).until(this::everyTargetOnce);

        // When
        KAFKA.stop();

        // Then
        assertThat(holdsSomething(only)).isTrue();
        await().atMost(ofSeconds(20)).until(() -> !holdsSomething(only));
        KAFKA.restart();
        await().atMost(ofSeconds(60)).until(this::everyTargetOnce);
    }

    @Test
    void shouldHoldNothingAfterItsEnd() {
        // Given
        GroupAssignment only = join(() -> {});
        await().atMost(ofSeconds(30)).until(this::everyTargetOnce);

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

    private boolean everyTargetOnce() {
        return TARGETS.stream().allMatch(target -> holders(target) == 1);
    }

    private long holders(String target) {
        return List.copyOf(members).stream()
                .filter(member -> member.holds(target))
                .count();
    }

    private boolean holdsSomething(GroupAssignment member) {
        return TARGETS.stream().anyMatch(member::holds);
    }
}
