package io.neonwatch.cli.topics;

import picocli.CommandLine.Command;

@Command(
        name = "topics",
        description = "Create and read the topics.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TopicsCreateCommand.class, TopicsTailCommand.class})
public final class TopicsCommand {}
