package io.neonwatch.bench;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Gives the database servers the machine's last processor, and everything else the others. On a machine of its own a
 * server does not wait for a processor that Kafka or the collector holds just then, and such waiting counts as the time of
 * its statements.
 */
final class OwnCore {

    private OwnCore() {}

    /** For the servers that run now, and whatever they and this process start from now on. Says so where it cannot be done. */
    static void give() throws IOException, InterruptedException {
        int last = Runtime.getRuntime().availableProcessors() - 1;
        if (last < 1 || !confine(ProcessHandle.current().pid(), "0-" + (last - 1))) {
            System.err.println("bench: the servers have no processor of their own (one is too few, or no taskset),"
                    + " so that waiting for one counts as their time");
            return;
        }
        for (ProcessHandle process : ProcessHandle.current().descendants().toList())
            confine(process.pid(), isServer(process) ? String.valueOf(last) : "0-" + (last - 1));
    }

    private static boolean isServer(ProcessHandle process) {
        return Stream.iterate(process, parent -> parent.parent().orElse(null))
                .takeWhile(parent -> parent != null
                        && parent.pid() != ProcessHandle.current().pid())
                .anyMatch(parent -> parent.info().command().orElse("").endsWith("/postgres"));
    }

    /** Whether it could be done. */
    private static boolean confine(long pid, String processors) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "taskset", "--all-tasks", "--cpu-list", "--pid", processors, String.valueOf(pid))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }
}
