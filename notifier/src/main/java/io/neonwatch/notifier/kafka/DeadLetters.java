package io.neonwatch.notifier.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be processed goes to a topic of its own, as it was received, with headers that say why. */
public final class DeadLetters {

    /** The processor's names, so that the topic has one set of headers whoever wrote the record. */
    private static final String HEADER = "neonwatch.error.";

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);

    private final String reader;
    private final Counter written;

    /** @param reader who could not process it, for example {@code routing} */
    public DeadLetters(String reader, MeterRegistry meters) {
        this.reader = reader;
        this.written = Counter.builder("neonwatch.notifier.dead.letters")
                .description("records that could not be processed")
                .tag("reader", reader)
                .register(meters);
    }

    /** The record to write; counted and said as if it were written. */
    public ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, Exception reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(), null, null, record.key(), record.value(), record.headers());
        Headers headers = letter.headers();
        add(headers, "reason", String.valueOf(reason.getMessage()));
        add(headers, "stage", "decode");
        add(headers, "topic", record.topic());
        add(headers, "partition", Integer.toString(record.partition()));
        add(headers, "offset", Long.toString(record.offset()));
        add(headers, "application", "neonwatch-notifier-" + reader);
        written.increment();
        LOGGER.atWarn()
                .addKeyValue("topicName", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason.getMessage())
                .log("Record cannot be processed; it goes to the dead letters");
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(HEADER + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
