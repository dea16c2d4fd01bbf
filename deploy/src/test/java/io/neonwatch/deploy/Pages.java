package io.neonwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.sandbox.slack.SlackMessage;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.sandbox.smtp.SmtpServer;
import io.neonwatch.schemas.Intent;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.topic.Topics;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What should be delivered and what is, for one test: the intents written since it was made, and those of them whose id
 * a message at a sink carries. For one thread.
 */
final class Pages implements AutoCloseable {

    private static final Pattern BLOCK_ID = Pattern.compile("intent-(\\w+)");
    private static final Pattern MESSAGE_ID = Pattern.compile("<(\\w+)@.*>");

    private final SlackSink slack;
    private final SmtpServer mail;
    private final AvroSerde<Intent> serde;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Intent> intents = new LinkedHashMap<>();

    Pages(ConfigFile config, SlackSink slack, SmtpServer mail) {
        this.slack = slack;
        this.mail = mail;
        serde = new AvroSerde<>(new HttpSchemaRegistry(config.schemaRegistry()), Intent.class);
        Map<String, Object> settings = config.kafka().clientProperties();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.INTENTS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        // It seeks when it must, which would be after the first records.
        consumer.assignment().forEach(consumer::position);
    }

    /** What should arrive so far, each as in {@code slack query-duration warning}, once for each intent. */
    List<String> intended() {
        consumer.poll(Duration.ofMillis(100)).forEach(kafkaRecord -> {
            Intent intent = Objects.requireNonNull(serde.deserialize(kafkaRecord.topic(), kafkaRecord.value()));
            intents.put(intent.getId(), intent);
        });
        return intents.values().stream().map(Pages::outcome).toList();
    }

    /** What has arrived so far of what should, each as often as it did. */
    List<String> delivered() {
        intended();
        return arrivals()
                .filter(intents::containsKey)
                .map(id -> outcome(Objects.requireNonNull(intents.get(id))))
                .toList();
    }

    /** The ids of all intents, also those of earlier tests, that have arrived more than once. */
    Set<String> repeated() {
        Set<String> seen = new HashSet<>();
        return arrivals().filter(id -> !seen.add(id)).collect(Collectors.toSet());
    }

    private Stream<String> arrivals() {
        return Stream.concat(
                slack.messages().stream().flatMap(Pages::intentId),
                mail.messages().stream().flatMap(Pages::intentId));
    }

    /** Waits until both sinks should have a page, whether they do or not. */
    void awaitIntended(String rule, String what) {
        await().atMost(Installation.LIMIT)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(intended()).containsAll(atBothSinks(rule, what)));
    }

    /** Waits until both sinks have a page. */
    void awaitDelivered(String rule, String what) {
        await().atMost(Installation.LIMIT)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(delivered()).containsAll(atBothSinks(rule, what)));
    }

    /** The pages of a rule at both sinks. */
    static List<String> atBothSinks(String rule, String... whats) {
        List<String> all = new ArrayList<>();
        for (String what : whats) {
            all.add("slack " + rule + " " + what);
            all.add("email " + rule + " " + what);
        }
        return all;
    }

    private static String outcome(Intent intent) {
        String what = intent.getAction() == IntentAction.RESOLVED
                ? "resolved"
                : intent.getAlert().getSeverity().name().toLowerCase(Locale.ROOT);
        return intent.getReceiver() + " " + intent.getAlert().getRule() + " " + what;
    }

    private static Stream<String> intentId(SlackMessage message) {
        return message.json()
                .path("blocks")
                .valueStream()
                .map(block -> BLOCK_ID.matcher(block.path("block_id").asText()))
                .filter(Matcher::matches)
                .map(id -> id.group(1));
    }

    private static Stream<String> intentId(MimeMessage message) {
        try {
            Matcher id = MESSAGE_ID.matcher(message.getMessageID());
            return id.matches() ? Stream.of(id.group(1)) : Stream.empty();
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail without an id has arrived", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
