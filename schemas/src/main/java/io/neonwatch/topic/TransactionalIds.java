package io.neonwatch.topic;

/**
 * The transactional ids of one program.
 *
 * @param prefix that all of them begin with
 * @param one of them, or another with that prefix where they are made up while the program runs
 */
public record TransactionalIds(String prefix, String one) {}
