package io.neonwatch.cli.topics;

import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "create", description = "Create the topics that are missing; those that exist stay as they are.")
final class TopicsCreateCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions clusterOptions = new ClusterOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        try (TopicAdmin admin = new TopicAdmin(clusterOptions.cluster().kafka())) {
            var outcome = admin.ensure(Topics.ALL);
            outcome.created().forEach(topic -> out.println("created   " + topic));
            outcome.mismatches().forEach(mismatch -> out.println("differs   " + mismatch));
            return outcome.mismatches().isEmpty() ? 0 : 1;
        }
    }
}
