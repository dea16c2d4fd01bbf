package io.neonwatch.notifier.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one sending. Reasons are for people and hold no secret. */
public sealed interface SendResult {

    /**
     * The other side has it.
     *
     * @param reference its name for the message; null where it gives none
     * @param remark what went less than well; empty for nothing
     */
    record Delivered(@Nullable String reference, String remark) implements SendResult {}

    /**
     * It was certainly not received, and may be later.
     *
     * @param after how long the other side asks to wait; null where it does not say
     */
    record Retry(@Nullable Duration after, String reason) implements SendResult {}

    /** It was refused, and would be again. */
    record Rejected(String reason) implements SendResult {}

    /** It was written, and no answer came: nobody knows whether it was received. */
    record InDoubt(String reason) implements SendResult {}
}
