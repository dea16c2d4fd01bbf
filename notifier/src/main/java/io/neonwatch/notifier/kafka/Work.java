package io.neonwatch.notifier.kafka;

/** What is done with the records of a topic. */
public interface Work<V> {

    /** Records of one lane are worked on one after the other, in their order; lanes do not wait for each other. */
    String lane(V value);

    /** Called after partitions were assigned and before any of their records is worked on. */
    void prepare();

    /**
     * Does all that the record asks for, however long it takes. After a crash it is called again for the same record.
     *
     * @return false when the claim was released before the end; whoever has it next starts again
     */
    boolean process(V value, Claim claim) throws InterruptedException;
}
