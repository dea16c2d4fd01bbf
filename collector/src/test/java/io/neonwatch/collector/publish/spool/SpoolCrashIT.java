package io.neonwatch.collector.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCrashIT {

    private static final int RUNS = 5;
    private static final int RECORDS_IN_A_RUN = 2_000;

    @TempDir
    Path temporary;

    private Path directory = Path.of("");

    @BeforeEach
    void choose() {
        directory = temporary.resolve("spool");
    }

    @Test
    void shouldLoseNothingThatWasWrittenWhenTheProgramIsKilled() throws Exception {
        SpoolDiary diary = new SpoolDiary();
        int next = 0;
        for (int run = 0; run < RUNS; run++) {
            // Given a program that is killed while it writes
            int written = writeAndKill(next);

            // When
            SpoolLimits limits = new SpoolLimits(1_000_000_000, Duration.ofDays(1), 100_000);
            try (Spool spool = Spool.open(directory, limits, InstantSource.system(), diary)) {
                List<Integer> read = SpoolTest.readAll(spool);

                // Then all that it had said to be written is there, in order, without a gap
                assertThat(read.getLast()).isGreaterThanOrEqualTo(written);
                assertThat(read)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(0, read.getLast()).boxed().toList());
                next = read.getLast() + 1;
            }
        }
        assertThat(diary.setAside).isEmpty();
        assertThat(diary.dropped).isEmpty();
    }

    /** Returns the last number that the program has printed. */
    private int writeAndKill(int from) throws IOException, InterruptedException {
        Path output = directory.resolveSibling("output-" + from);
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProgram.class.getName(),
                        directory.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> lines(output).size() > RECORDS_IN_A_RUN);
        } finally {
            program.destroyForcibly().waitFor();
        }
        return Integer.parseInt(lines(output).getLast());
    }

    /** The last line may have been cut off. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
