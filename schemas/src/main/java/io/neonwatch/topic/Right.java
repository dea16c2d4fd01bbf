package io.neonwatch.topic;

/** Whether a cluster lets this client do something. */
public sealed interface Right {

    record Granted() implements Right {}

    record Refused() implements Right {}

    /** It could not be found out. */
    record Unknown(String reason) implements Right {}
}
