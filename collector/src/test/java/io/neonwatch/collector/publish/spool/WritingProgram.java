package io.neonwatch.collector.publish.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Writes numbered records for ever, and prints each number when it is written. To be killed. */
final class WritingProgram {

    public static void main(String[] arguments) throws Exception {
        SpoolLimits limits = new SpoolLimits(1_000_000_000, Duration.ofDays(1), 100_000);
        Spool spool = Spool.open(Path.of(arguments[0]), limits, InstantSource.system(), new SpoolDiary());
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
            spool.append(Numbered.record(number), false);
            System.out.println(number);
        }
    }
}
