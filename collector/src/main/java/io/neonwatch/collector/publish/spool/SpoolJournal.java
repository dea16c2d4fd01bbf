package io.neonwatch.collector.publish.spool;

import java.nio.file.Path;

/** Told of what a spool loses or finds broken. */
public interface SpoolJournal {

    /** Why records are lost. */
    enum Loss {
        TOO_MUCH,
        TOO_OLD,
        /** The disk no longer has what was written. */
        BROKEN
    }

    void dropped(String topic, long records, Loss loss);

    /** The program had ended in the middle of a write; what was whole is kept. */
    void tornTailCut(Path file, long bytes);

    /** A file is damaged; what can be read of it is kept, and a copy of it is there for whoever wants to look. */
    void setAside(Path copy, String reason);
}
