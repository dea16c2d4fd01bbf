package io.neonwatch.cli.service;

import io.neonwatch.collector.CollectorConfig;
import io.neonwatch.notifier.NotifierConfig;
import io.neonwatch.processor.ProcessorConfig;
import io.neonwatch.registry.RegistryConfig;
import io.neonwatch.runtime.admin.AdminConfig;
import io.neonwatch.runtime.config.Unread;
import io.neonwatch.topic.KafkaConfig;
import org.jspecify.annotations.Nullable;

/** The configuration file as one service reads it: the other services' sections, and their secrets, are left alone. */
public sealed interface ConfigFile {

    KafkaConfig kafka();

    RegistryConfig schemaRegistry();

    @Nullable
    AdminConfig admin();

    /** As {@code run}, {@code check-config} and the demo read it: everything. */
    record Whole(
            KafkaConfig kafka,
            RegistryConfig schemaRegistry,
            @Nullable AdminConfig admin,
            @Nullable CollectorConfig collector,
            @Nullable ProcessorConfig processor,
            @Nullable NotifierConfig notifier)
            implements ConfigFile {}

    /** As the collector reads it. */
    record OfCollector(
            KafkaConfig kafka,
            RegistryConfig schemaRegistry,
            @Nullable AdminConfig admin,
            CollectorConfig collector,
            @Nullable Unread processor,
            @Nullable Unread notifier)
            implements ConfigFile {}

    /** As the processor reads it. */
    record OfProcessor(
            KafkaConfig kafka,
            RegistryConfig schemaRegistry,
            @Nullable AdminConfig admin,
            @Nullable Unread collector,
            ProcessorConfig processor,
            @Nullable Unread notifier)
            implements ConfigFile {}

    /** As the notifier reads it. */
    record OfNotifier(
            KafkaConfig kafka,
            RegistryConfig schemaRegistry,
            @Nullable AdminConfig admin,
            @Nullable Unread collector,
            @Nullable Unread processor,
            NotifierConfig notifier)
            implements ConfigFile {}

    /** As a command reads it that only talks to the cluster. */
    record OfCluster(
            KafkaConfig kafka,
            RegistryConfig schemaRegistry,
            @Nullable Unread admin,
            @Nullable Unread collector,
            @Nullable Unread processor,
            @Nullable Unread notifier) {}
}
