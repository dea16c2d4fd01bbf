package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the history lets pass and what it does not, by changes to the text of a schema in it. */
class SchemaHistoryTest {

    private static final Topic<?> TOPIC = Topics.TARGETS;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a field with a default | "fields":[{ | "fields":[{"name":"region","type":"string","default":""},{
            an optional field      | "fields":[{ | "fields":[{"name":"note","type":["null","string"],"default":null},{
            another symbol         | "SUSPENDED" | "SUSPENDED","MIGRATING"
            """)
    void shouldLetPassWhatEveryVersionCanRead(String what, String old, String changed) throws IOException {
        // Given
        Schema next = changed(old, changed);
        Path first = SchemaHistory.versions(TOPIC).getFirst();

        // Then
        assertThat(SchemaHistory.objections(next, TOPIC)).as(what).isEmpty();
        new TwoReadings(SchemaHistory.schema(first, TOPIC), next).shouldAgreeOn(SchemaHistory.bytes(first, TOPIC));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a field without a default | "fields":[{        | "fields":[{"name":"region","type":"string"},{
            a renamed field           | "name":"id"        | "name":"target_id"
            another type              | {"type":"long","logicalType":"timestamp-millis"} | "double"
            another record            | "name":"Target"    | "name":"Database"
            """)
    void shouldObjectToWhatSomeVersionCannotRead(String what, String old, String changed) throws IOException {
        assertThat(SchemaHistory.objections(changed(old, changed), TOPIC))
                .as(what)
                .isNotEmpty();
    }

    @Test
    void shouldNoticeATimeInAnotherUnit() throws IOException {
        // Given
        Path first = SchemaHistory.versions(TOPIC).getFirst();
        Schema next = changed("timestamp-millis", "timestamp-micros");

        // Then
        assertThat(SchemaHistory.objections(next, TOPIC)).isEmpty();
        assertThatThrownBy(() -> new TwoReadings(SchemaHistory.schema(first, TOPIC), next)
                        .shouldAgreeOn(SchemaHistory.bytes(first, TOPIC)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("since");
    }

    /** The oldest version's schema with one change, once. */
    private static Schema changed(String old, String changed) throws IOException {
        Schema schema = SchemaHistory.schema(SchemaHistory.versions(TOPIC).getFirst(), TOPIC);
        String text = schema.toString();
        assertThat(text).contains(old);
        return new Schema.Parser()
                .parse(text.substring(0, text.indexOf(old))
                        + changed
                        + text.substring(text.indexOf(old) + old.length()));
    }
}
