package io.neonwatch.collector.sampling;

import java.util.ArrayDeque;

/**
 * The last few sessions that were opened, by the process of the server: one that was lost may still be there for a while.
 * So few that a process id which the server gives to somebody else is not taken for one of them. Safe for use by many
 * threads.
 */
final class RecentSessions {

    private static final int MOST = 8;

    private final ArrayDeque<Integer> processes = new ArrayDeque<>();

    synchronized void opened(int process) {
        if (processes.size() == MOST) processes.removeFirst();
        processes.addLast(process);
    }

    synchronized boolean contains(int process) {
        return processes.contains(process);
    }
}
