package io.neonwatch.sandbox.neon;

import io.neonwatch.neon.BranchPoint;
import io.neonwatch.neon.Lsn;
import java.time.Instant;

/** Storage without data: branches are records only. It checks points as far as it can without a log to look at. */
final class RecordedStorage implements BranchStorage {

    /** What PostgreSQL's own initialisation writes comes before this, and no user's data. */
    private static final Lsn FIRST = Lsn.parse("0/1000000");

    @Override
    public BranchPoint resolve(BranchRecord parent, BranchPoint wanted, Instant oldest, Instant now) {
        return switch (wanted) {
            case BranchPoint.Head() -> BranchPoint.time(now);
            case BranchPoint.AtLsn(Lsn lsn) -> resolve(parent, lsn);
            case BranchPoint.AtTime(Instant time) -> resolve(time, oldest, now);
        };
    }

    private static BranchPoint resolve(BranchRecord parent, Lsn lsn) {
        if (lsn.compareTo(FIRST) < 0)
            throw new Refusal(406, "", "invalid branch start lsn: less than latest GC cutoff " + FIRST);
        if (parent.parentLsn() != null && lsn.compareTo(Lsn.parse(parent.parentLsn())) < 0)
            throw new Refusal(
                    406, "", "invalid branch start lsn: less than timeline ancestor lsn " + parent.parentLsn());
        return new BranchPoint.AtLsn(lsn);
    }

    private static BranchPoint resolve(Instant time, Instant oldest, Instant now) {
        if (time.isBefore(oldest))
            throw new Refusal(406, "", "invalid branch start lsn: less than latest GC cutoff at " + oldest);
        return BranchPoint.time(time.isAfter(now) ? now : time);
    }

    @Override
    public void create(BranchRecord branch) {}

    @Override
    public void start(EndpointRecord endpoint) {}

    @Override
    public void delete(BranchRecord branch) {}
}
