package io.neonwatch.registry;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;

/** Confluent's own registry client and its copy of Avro, as Flink ships them: nothing in here is ours. */
final class ConfluentClient {

    private final CachedSchemaRegistryClient client;

    ConfluentClient(URI url) {
        this.client = new CachedSchemaRegistryClient(List.of(url.toString()), 100, Map.of());
    }

    GenericRecord read(byte[] record) throws Exception {
        ByteBuffer header = ByteBuffer.wrap(record);
        if (header.get() != 0) throw new AssertionError("no magic byte");
        Schema schema = schema(header.getInt());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(record, 5, record.length - 5, null));
    }

    byte[] write(String subject, GenericRecord value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int id = client.register(subject, new AvroSchema(value.getSchema()));
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(4).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private Schema schema(int id) throws Exception {
        return ((AvroSchema) client.getSchemaById(id)).rawSchema();
    }
}
