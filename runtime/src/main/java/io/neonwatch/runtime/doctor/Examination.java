package io.neonwatch.runtime.doctor;

import java.util.List;

/**
 * One thing that is looked at, by itself and side by side with the others. It changes nothing. Whoever runs it interrupts
 * it when it takes too long.
 */
public interface Examination {

    /** As {@link Finding#part}. */
    Finding.Part part();

    /** As {@link Finding#subject}. */
    String subject();

    /** What is so and what is not; it does not throw for what it is there to find. */
    List<Finding> examine() throws InterruptedException;

    /** A finding about this. */
    default Finding finding(Verdict verdict, String check, String message) {
        return new Finding(part(), subject(), check, verdict, message, "", List.of());
    }
}
