package io.neonwatch.notifier;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does several things at once, so that the slowest decides how long it takes. */
final class Together {

    private Together() {}

    /** Returns when all have ended. */
    static void run(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks.forEach(threads::execute);
        }
    }
}
