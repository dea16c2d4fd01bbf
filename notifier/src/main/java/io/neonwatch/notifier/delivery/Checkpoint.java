package io.neonwatch.notifier.delivery;

import io.neonwatch.schemas.Intent;

/** Is told of every step of the protocol, so that a test can end the program at any of them. */
@FunctionalInterface
public interface Checkpoint {

    /** The steps of one attempt. */
    enum Step {
        BEFORE_ATTEMPTED,
        AFTER_ATTEMPTED,
        AFTER_SEND,
        AFTER_OUTCOME
    }

    Checkpoint NONE = (_, _) -> {};

    void reached(Step step, Intent intent) throws InterruptedException;
}
