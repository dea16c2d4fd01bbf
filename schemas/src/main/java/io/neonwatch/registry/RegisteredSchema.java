package io.neonwatch.registry;

import org.apache.avro.Schema;

/**
 * One version of a subject.
 *
 * @param version from 1, in the order of registration
 * @param id the same for the same schema under any subject
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
