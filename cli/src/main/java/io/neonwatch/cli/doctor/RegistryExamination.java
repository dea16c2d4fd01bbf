package io.neonwatch.cli.doctor;

import io.neonwatch.registry.Compatibility;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.registry.RegistryConfig;
import io.neonwatch.registry.RegistryException;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import io.neonwatch.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Whether the registry answers and has, or would take, the schemas of what is written. Nothing is registered. */
final class RegistryExamination implements Examination {

    private final RegistryConfig config;
    private final Set<Topic<?>> writes;

    RegistryExamination(RegistryConfig config, Set<Topic<?>> writes) {
        this.config = config;
        this.writes = writes;
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.REGISTRY;
    }

    @Override
    public String subject() {
        return config.urls().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public List<Finding> examine() {
        try (HttpSchemaRegistry registry = new HttpSchemaRegistry(config)) {
            registry.ping();
            List<Finding> findings = new ArrayList<>();
            findings.add(finding(Verdict.OK, "reachable", "it answers"));
            findings.addAll(schemas(registry));
            return findings;
        } catch (RegistryException e) {
            return List.of(finding(Verdict.FAILURE, "reachable", String.valueOf(e.getMessage()))
                    .remedy("Check schema_registry.urls, user, password and token, and that the registry runs"));
        } catch (IllegalArgumentException e) {
            return List.of(finding(Verdict.FAILURE, "trust store", String.valueOf(e.getMessage()))
                    .remedy("Check schema_registry.trust_store and trust_store_password"));
        }
    }

    private List<Finding> schemas(HttpSchemaRegistry registry) {
        List<Finding> findings = new ArrayList<>();
        int good = 0;
        for (Topic<?> topic : writes) {
            if (!SpecificRecord.class.isAssignableFrom(topic.type())) continue;
            String subject = topic.name() + "-value";
            Schema schema = SpecificData.get().getSchema(topic.type());
            Compatibility compatibility = registry.lookup(subject, schema).isPresent()
                    ? new Compatibility(true, List.of())
                    : registry.compatibility(subject, schema);
            if (compatibility.compatible()) good++;
            else findings.add(incompatible(subject, compatibility));
        }
        if (good > 0) findings.add(finding(Verdict.OK, "schemas", good + " schemas are there or can be registered"));
        return findings;
    }

    private Finding incompatible(String subject, Compatibility compatibility) {
        String reasons = compatibility.reasons().isEmpty() ? "" : ": " + String.join("; ", compatibility.reasons());
        return finding(Verdict.FAILURE, "schema " + subject, "it does not follow the one that is registered" + reasons)
                .remedy("See who else writes under this subject, or give Neonwatch a registry of its own");
    }
}
