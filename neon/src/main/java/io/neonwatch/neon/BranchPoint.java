package io.neonwatch.neon;

import java.time.Instant;

/** Where on its parent a branch starts. */
public sealed interface BranchPoint {

    /** The newest data of the parent. */
    record Head() implements BranchPoint {
        @Override
        public String toString() {
            return "head";
        }
    }

    /** A position in the write-ahead log. */
    record AtLsn(Lsn lsn) implements BranchPoint {
        @Override
        public String toString() {
            return "LSN " + lsn;
        }
    }

    /** The last commit at or before a time; the newest data if the time is in the future. */
    record AtTime(Instant time) implements BranchPoint {
        @Override
        public String toString() {
            return time.toString();
        }
    }

    static BranchPoint lsn(String lsn) {
        return new AtLsn(Lsn.parse(lsn));
    }

    static BranchPoint time(Instant time) {
        return new AtTime(time);
    }
}
