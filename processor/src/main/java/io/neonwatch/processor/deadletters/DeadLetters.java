package io.neonwatch.processor.deadletters;

import io.neonwatch.registry.RegistryException;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what cannot be processed to the dead letters, as it was received, with headers that say why, and goes on. What
 * is not the record's fault, such as a schema registry that is away, stops processing instead, to be tried again.
 */
public final class DeadLetters implements DeserializationExceptionHandler, ProcessingExceptionHandler {

    public static final String REASON = "neonwatch.error.reason";
    public static final String STAGE = "neonwatch.error.stage";
    public static final String TOPIC = "neonwatch.error.topic";
    public static final String PARTITION = "neonwatch.error.partition";
    public static final String OFFSET = "neonwatch.error.offset";
    public static final String APPLICATION = "neonwatch.error.application";

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);
    private static final List<Integer> NOT_ADMITTED = List.of(401, 403);

    private String application = "";

    @Override
    public void configure(Map<String, ?> settings) {
        application = String.valueOf(settings.get("application.id"));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        return isFaultOfRecord(failure)
                ? DeserializationExceptionHandler.Response.resume(
                        List.of(letter(context, "decode", record.key(), record.value(), failure)))
                : DeserializationExceptionHandler.Response.fail();
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        return isFaultOfRecord(failure)
                ? ProcessingExceptionHandler.Response.resume(
                        List.of(letter(context, "process", context.sourceRawKey(), context.sourceRawValue(), failure)))
                : ProcessingExceptionHandler.Response.fail();
    }

    private static boolean isFaultOfRecord(Exception failure) {
        if (failure instanceof RegistryException refusal)
            return !refusal.unreachable() && !NOT_ADMITTED.contains(status(refusal));
        return failure instanceof SerializationException || !(failure instanceof KafkaException);
    }

    /** Confluent's error codes begin with the HTTP status. */
    private static int status(RegistryException refusal) {
        int code = refusal.errorCode();
        return code >= 10_000 ? code / 100 : code;
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context,
            String stage,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Exception failure) {
        LOGGER.atWarn()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("stage", stage)
                .addKeyValue("reason", reason(failure))
                .log("Record cannot be processed; it goes to the dead letters");
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS.name(), null, context.timestamp(), key, value);
        Headers headers = letter.headers();
        context.headers().forEach(headers::add);
        add(headers, REASON, reason(failure));
        add(headers, STAGE, stage);
        add(headers, TOPIC, context.topic());
        add(headers, PARTITION, String.valueOf(context.partition()));
        add(headers, OFFSET, String.valueOf(context.offset()));
        add(headers, APPLICATION, application);
        return letter;
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
