package io.neonwatch.collector.fleet;

import io.neonwatch.collector.sampling.Turns;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Hands out turns within the limits, first come first served. Targets that answer and targets that may not do so wait in
 * two queues, each as wide as the limit: however many servers are dead, those that live have all of theirs.
 */
public final class ServerTurns {

    private record Lanes(Semaphore answering, Semaphore doubtful) {

        static Lanes of(int width) {
            return new Lanes(new Semaphore(width, true), new Semaphore(width, true));
        }

        Semaphore lane(boolean forAnswering) {
            return forAnswering ? answering : doubtful;
        }
    }

    private final Limits limits;
    private final Lanes overall;
    private final Map<String, Lanes> lanesByServer = new ConcurrentHashMap<>();

    public ServerTurns(Limits limits) {
        this.limits = limits;
        this.overall = Lanes.of(limits.overall());
    }

    /** @param server its host and port */
    public Turns of(String server) {
        Lanes own = lanesByServer.computeIfAbsent(server, _ -> Lanes.of(limits.perServer()));
        return answering -> take(own.lane(answering), overall.lane(answering));
    }

    /** The server's own first: whoever waits for a slow server takes nothing from the others meanwhile. */
    private static Turns.Turn take(Semaphore own, Semaphore all) throws InterruptedException {
        own.acquire();
        try {
            all.acquire();
        } catch (InterruptedException e) {
            own.release();
            throw e;
        }
        return () -> {
            all.release();
            own.release();
        };
    }
}
