package io.neonwatch.collector.publish;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;

/** Tells a record that will never be taken from one that may be taken later, as when a right is given back. */
final class FinalFailures {

    private FinalFailures() {}

    static boolean isFinal(Exception failure) {
        return switch (failure) {
            case RecordTooLargeException _,
                    RecordBatchTooLargeException _,
                    InvalidTopicException _,
                    PolicyViolationException _,
                    SerializationException _,
                    UnsupportedForMessageFormatException _,
                    org.apache.kafka.common.InvalidRecordException _ -> true;
            default -> false;
        };
    }
}
