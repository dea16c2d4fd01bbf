package io.neonwatch.collector;

import io.neonwatch.collector.assignment.Assignment;
import io.neonwatch.collector.fleet.Member;
import io.neonwatch.collector.sampling.Standing;
import io.neonwatch.collector.sampling.Tenure;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose each target is: by this collector's share of the servers, less what it has given up since. Thread-safe. */
final class Tenures {

    private static final Logger LOGGER = LoggerFactory.getLogger(Tenures.class);

    private final Assignment assignment;

    /** When the share ceased to be certain in which the target was given up: one that is certain again is another. */
    private final Map<String, Long> givenUp = new ConcurrentHashMap<>();

    Tenures(Assignment assignment) {
        this.assignment = assignment;
    }

    Standing standing(Member member) {
        if (!assignment.holds(member.server())) return new Standing.Lost();
        // Last: a program that has stood still before this line learns here that its time is over.
        OptionalLong since = assignment.uncertainSince();
        if (since.isEmpty()) return new Standing.Held();
        Long before = givenUp.get(member.id());
        return before != null && before == since.getAsLong()
                ? new Standing.Lost()
                : new Standing.Unconfirmed(since.getAsLong());
    }

    Tenure of(Member member) {
        return new Tenure() {
            @Override
            public Standing standing() {
                return Tenures.this.standing(member);
            }

            @Override
            public void giveUp(Standing.Unconfirmed doubtful) {
                givenUp.put(member.id(), doubtful.since());
                LOGGER.atWarn()
                        .addKeyValue("target", member.id())
                        .log(
                                "Another collector has come to the target, which is left to it until Kafka says whose it is");
            }
        };
    }
}
