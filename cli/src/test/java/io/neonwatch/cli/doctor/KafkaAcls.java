package io.neonwatch.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** Reads kafka-acls.sh's command line as it does, which is in no library. */
final class KafkaAcls {

    private static final Map<String, ResourceType> RESOURCES = Map.of(
            "--topic", ResourceType.TOPIC,
            "--group", ResourceType.GROUP,
            "--transactional-id", ResourceType.TRANSACTIONAL_ID);

    private KafkaAcls() {}

    /** @param text with one command at its end */
    static List<AclBinding> bindings(String text) {
        String[] words = text.substring(text.indexOf("kafka-acls.sh")).split(" ");
        List<AclOperation> operations = new ArrayList<>();
        List<Map.Entry<ResourceType, String>> names = new ArrayList<>();
        PatternType pattern = PatternType.LITERAL;
        String user = "";
        for (int next = 1; next < words.length; next++) {
            switch (words[next]) {
                case "--add" -> {}
                case "--bootstrap-server", "--command-config" -> next++;
                case "--allow-principal" -> user = words[++next];
                case "--operation" -> operations.add(SecurityUtils.operation(words[++next]));
                case "--resource-pattern-type" -> pattern = PatternType.valueOf(words[++next].toUpperCase(Locale.ROOT));
                default -> names.add(Map.entry(RESOURCES.get(words[next]), words[++next]));
            }
        }
        List<AclBinding> bindings = new ArrayList<>();
        for (Map.Entry<ResourceType, String> name : names)
            for (AclOperation operation : operations)
                bindings.add(new AclBinding(
                        new ResourcePattern(name.getKey(), name.getValue(), pattern),
                        new AccessControlEntry(user, "*", operation, AclPermissionType.ALLOW)));
        return bindings;
    }
}
