package io.neonwatch.collector.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final Duration AGE = Duration.ofHours(1);
    private static final SpoolLimits LARGE = new SpoolLimits(100_000_000, AGE, 5_000);

    @TempDir
    Path directory;

    private final SpoolDiary diary = new SpoolDiary();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void shouldGiveBackEverythingInOrderAfterARestart() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 500);
        }

        // When
        try (Spool spool = open(LARGE)) {
            // Then
            assertThat(readAll(spool)).containsExactlyElementsOf(numbers(0, 500));
        }
    }

    @Test
    void shouldNotGiveBackWhatIsDoneWith() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 500);
            for (int number = 0; number < 321; number++) spool.done(next(spool).place());
            // Read and not done with.
            next(spool);
        }

        // When
        try (Spool spool = open(LARGE)) {
            // Then
            assertThat(readAll(spool)).containsExactlyElementsOf(numbers(321, 500));
        }
    }

    @Test
    void shouldLeaveNoFilesWhenAllIsDoneWithAndStillNotForgetWhatComesLater() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 100);
            for (int number = 0; number < 100; number++) spool.done(next(spool).place());
            spool.tidy();
            assertThat(segments()).isEmpty();
            assertThat(spool.bytes()).isZero();
            assertThat(spool.oldest()).isEmpty();
        }

        // When
        try (Spool spool = open(LARGE)) {
            append(spool, 100, 110);
        }

        // Then
        try (Spool spool = open(LARGE)) {
            assertThat(readAll(spool)).containsExactlyElementsOf(numbers(100, 110));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 12, 40, 140})
    void shouldCutATornTailAndKeepTheRest(int torn) throws IOException {
        // Given a last write that was not finished
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 10);
        }
        Path last = segments().getLast();
        try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
            file.setLength(file.length() - torn);
        }

        // When
        try (Spool spool = open(LARGE)) {
            // Then
            assertThat(readAll(spool)).containsExactlyElementsOf(numbers(0, 9));
            assertThat(diary.cut).hasSize(1);
            assertThat(diary.setAside).isEmpty();
        }
    }

    @Test
    void shouldPassOverDamageInTheMiddleAndSetACopyAside() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 10);
        }
        Path file = segments().getFirst();
        overwrite(file, Files.size(file) / 2, new byte[] {1, 2, 3, 4});

        // When
        try (Spool spool = open(LARGE)) {
            // Then one record is lost
            List<Integer> read = readAll(spool);
            assertThat(read).hasSize(9).isSorted().startsWith(0).endsWith(9);
            assertThat(diary.setAside)
                    .singleElement()
                    .satisfies(copy -> assertThat(copy).exists());
        }
    }

    @Test
    void shouldSetAsideWhatIsNoSpoolFile() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 100);
        }
        Path first = segments().getFirst();
        Files.writeString(first, "This is a letter to the administrator.");

        // When
        try (Spool spool = open(LARGE)) {
            // Then
            assertThat(readAll(spool)).isNotEmpty().isSorted().endsWith(99);
            assertThat(diary.setAside).containsExactly(first.resolveSibling(first.getFileName() + ".broken"));
            assertThat(first).doesNotExist();
        }
    }

    @Test
    void shouldSendOnceMoreWithoutAReadableCheckpoint() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 10);
            for (int number = 0; number < 5; number++) spool.done(next(spool).place());
        }
        overwrite(directory.resolve("checkpoint"), 0, new byte[64]);

        // When
        try (Spool spool = open(LARGE)) {
            // Then
            assertThat(readAll(spool)).containsExactlyElementsOf(numbers(0, 10));
        }
    }

    @Test
    void shouldDropTheOldestBeyondItsSize() throws IOException {
        // Given
        SpoolLimits small = new SpoolLimits(50_000, AGE, 5_000);

        // When
        try (Spool spool = open(small)) {
            append(spool, 0, 1_000);

            // Then
            assertThat(spool.bytes()).isLessThanOrEqualTo(50_000);
            List<Integer> left = readAll(spool);
            assertThat(left).containsExactlyElementsOf(numbers(1_000 - left.size(), 1_000));
            assertThat(left).hasSizeGreaterThan(150);
            assertThat(diary.dropped).containsOnlyKeys(SpoolJournal.Loss.TOO_MUCH);
            assertThat(diary.dropped.get(SpoolJournal.Loss.TOO_MUCH)).isEqualTo(1_000 - left.size());
        }
    }

    @Test
    void shouldDropWhatHasWaitedForTooLongAlsoWhileTheProgramWasAway() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 10);
            now = now.plus(Duration.ofMinutes(50));
            append(spool, 10, 20);
            assertThat(spool.oldest()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        }
        now = now.plus(Duration.ofMinutes(20));

        // When
        try (Spool spool = open(LARGE)) {
            spool.tidy();

            // Then
            assertThat(readAll(spool)).containsExactlyElementsOf(numbers(10, 20));
            assertThat(diary.dropped).containsEntry(SpoolJournal.Loss.TOO_OLD, 10L);
        }
    }

    @Test
    void shouldBelongToOneProgramAtATime() throws IOException {
        try (Spool _ = open(LARGE)) {
            assertThatThrownBy(() -> open(LARGE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another collector uses it");
        }
    }

    @Test
    void shouldKeepTheSchemaThatARecordWasWrittenWith() throws IOException {
        // Given a record whose schema this program does not know
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 1);
        }

        // When
        try (Spool spool = open(LARGE)) {
            // Then
            assertThat(next(spool).record().schema()).isEqualTo(Numbered.SCHEMA);
        }
    }

    @Test
    void shouldKeepThatAKeyIsToBeForgotten() throws IOException {
        // Given
        try (Spool spool = open(LARGE)) {
            append(spool, 0, 1);
            spool.append(new PendingRecord(Numbered.TOPIC, "gone", null, null, 7), false);
        }

        // When
        try (Spool spool = open(LARGE)) {
            next(spool);
            PendingRecord removal = next(spool).record();

            // Then
            assertThat(removal.key()).isEqualTo("gone");
            assertThat(removal.schema()).isNull();
            assertThat(removal.draft()).isNull();
        }
    }

    private Spool open(SpoolLimits limits) throws IOException {
        return Spool.open(directory, limits, clock, diary);
    }

    private static void append(Spool spool, int from, int to) throws IOException {
        for (int number = from; number < to; number++) spool.append(Numbered.record(number), false);
    }

    private static Stored next(Spool spool) throws IOException {
        Stored stored = spool.peek();
        if (stored == null) throw new AssertionError("nothing to read");
        spool.advance(stored);
        return stored;
    }

    static List<Integer> readAll(Spool spool) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        while (spool.hasUnread()) {
            Stored stored = spool.peek();
            if (stored == null) break;
            numbers.add(Numbered.number(stored.record()));
            spool.advance(stored);
        }
        return numbers;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .sorted()
                    .toList();
        }
    }

    private static void overwrite(Path path, long position, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(position);
            file.write(bytes);
        }
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
