package io.neonwatch.cli.doctor;

import io.neonwatch.topic.KafkaConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command that gives rights to the user by whom a configuration comes to Kafka. */
final class AclCommand {

    private static final Pattern USER = Pattern.compile("\\busername\\s*=\\s*\"([^\"\\\\]+)\"");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:,@%+=/-]+");

    private final KafkaConfig kafka;

    AclCommand(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    /**
     * A sentence with the command.
     *
     * @param resource as in {@code --topic}
     * @param operations as in {@code Read}
     */
    String allow(String resource, Collection<String> names, String... operations) {
        return sentence(resource, names, List.of(operations), List.of());
    }

    /** The same for whatever begins with one of the names. */
    String allowPrefixed(String resource, Collection<String> prefixes, String... operations) {
        return sentence(resource, prefixes, List.of(operations), List.of("--resource-pattern-type", "prefixed"));
    }

    private String sentence(String resource, Collection<String> names, List<String> operations, List<String> more) {
        List<String> words = new ArrayList<>(List.of(
                "kafka-acls.sh",
                "--bootstrap-server",
                String.join(",", kafka.bootstrapServers()),
                "--command-config",
                "admin.properties",
                "--add",
                "--allow-principal",
                "User:" + user()));
        for (String operation : operations) words.addAll(List.of("--operation", operation));
        for (String name : names) words.addAll(List.of(resource, name));
        words.addAll(more);
        String command = words.stream()
                .map(AclCommand::quoted)
                .reduce((one, next) -> one + " " + next)
                .orElseThrow();
        return "With an administrator's login in admin.properties"
                + (user().equals("NAME") ? ", and the name that the cluster knows this user by, run: " : " run: ")
                + command;
    }

    /** By certificates, tokens and tickets it is known to the cluster alone. */
    private String user() {
        Map<String, String> properties = Objects.requireNonNullElse(kafka.properties(), Map.of());
        String mechanism = properties.getOrDefault("sasl.mechanism", "");
        String login = properties.getOrDefault("sasl.jaas.config", "");
        if (!mechanism.equals("PLAIN") && !mechanism.startsWith("SCRAM-") || login.contains("tokenauth")) return "NAME";
        Matcher user = USER.matcher(login);
        return user.find() ? user.group(1) : "NAME";
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
