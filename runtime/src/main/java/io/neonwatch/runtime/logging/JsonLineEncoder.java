package io.neonwatch.runtime.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One line, one JSON object: {@code timestamp}, {@code level}, {@code logger}, {@code thread}, {@code message},
 * {@code attributes} (the key-values) and {@code exception}. Logback's own encoder names them after its classes and
 * writes the key-values as a list.
 */
final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", event.getInstant().toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", event.getFormattedMessage());
            writeAttributes(json, event.getKeyValuePairs());
            if (event.getThrowableProxy() != null)
                json.writeStringField("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void writeAttributes(JsonGenerator json, List<KeyValuePair> pairs) throws IOException {
        if (pairs == null || pairs.isEmpty()) return;
        json.writeObjectFieldStart("attributes");
        for (KeyValuePair pair : pairs) {
            json.writeFieldName(String.valueOf(pair.key));
            switch (pair.value) {
                case null -> json.writeNull();
                case Boolean flag -> json.writeBoolean(flag);
                case Integer number -> json.writeNumber(number);
                case Long number -> json.writeNumber(number);
                case Double number when Double.isFinite(number) -> json.writeNumber(number);
                default -> json.writeString(String.valueOf(pair.value));
            }
        }
        json.writeEndObject();
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
