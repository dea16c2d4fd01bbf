package io.neonwatch.cli.doctor;

import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs examinations side by side, each for so long at the most. */
final class Checkup {

    private final Duration limit;

    Checkup(Duration limit) {
        this.limit = limit;
    }

    /** The findings in the order of the examinations. */
    List<Finding> run(List<Examination> examinations) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        long end = System.nanoTime() + limit.toNanos();
        try {
            List<Future<List<Finding>>> running = examinations.stream()
                    .map(each -> threads.submit(each::examine))
                    .toList();
            List<Finding> findings = new ArrayList<>();
            for (int index = 0; index < running.size(); index++)
                findings.addAll(await(running.get(index), examinations.get(index), end));
            return findings;
        } finally {
            // Whoever does not heed it ends with the program.
            threads.shutdownNow();
        }
    }

    private List<Finding> await(Future<List<Finding>> running, Examination examination, long end)
            throws InterruptedException {
        try {
            return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(examination
                    .finding(Verdict.FAILURE, "reachable", "no answer within " + limit.toSeconds() + " s")
                    .remedy("Check the address, and what firewalls do with connections"));
        } catch (ExecutionException e) {
            return List.of(examination
                    .finding(Verdict.FAILURE, "examination", "it could not be finished: " + e.getCause())
                    .remedy("Report this, with the message"));
        }
    }
}
