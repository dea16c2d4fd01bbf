package io.neonwatch.collector.publish;

import io.neonwatch.collector.publish.spool.SpoolJournal.Loss;

/** Why a record never reaches Kafka. */
enum DropReason {
    MEMORY("memory", "Kafka has been away for so long that there is no more room for records in memory"),
    SPOOL_SIZE("spool_size", "Kafka has been away for so long that the spool has reached its max_size"),
    SPOOL_AGE("spool_age", "Kafka has been away for longer than the spool's max_age"),
    SPOOL_BROKEN("spool_broken", "the disk has lost what was in the spool"),
    STOPPED("stopped", "the collector ends while Kafka is away, and has no spool that takes the records"),
    INVALID("invalid", "the record cannot be encoded"),
    REFUSED("refused", "Kafka or the schema registry refuses the record");

    private final String tag;
    private final String text;

    DropReason(String tag, String text) {
        this.tag = tag;
        this.text = text;
    }

    static DropReason of(Loss loss) {
        return switch (loss) {
            case TOO_MUCH -> SPOOL_SIZE;
            case TOO_OLD -> SPOOL_AGE;
            case BROKEN -> SPOOL_BROKEN;
        };
    }

    /** The value of the attribute {@code reason}. */
    String tag() {
        return tag;
    }

    String text() {
        return text;
    }
}
