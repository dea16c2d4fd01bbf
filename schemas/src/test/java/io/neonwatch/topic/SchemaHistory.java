package io.neonwatch.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** The committed versions of the schemas, with one record of each topic as that version wrote it. It only grows. */
final class SchemaHistory {

    private static final Path FOLDERS = Path.of("src/test/resources/golden");

    private SchemaHistory() {}

    /** The folder of a version, which may not exist yet. */
    static Path folder(int version) {
        return FOLDERS.resolve(Integer.toString(version));
    }

    /** The folder of each version, oldest first. */
    static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            return folders.sorted(Comparator.comparingInt(SchemaHistory::number))
                    .toList();
        }
    }

    /** The folders of the versions that know this topic, oldest first. */
    static List<Path> versions(Topic<?> topic) throws IOException {
        return versions().stream()
                .filter(version -> Files.exists(schemaFile(version, topic)))
                .toList();
    }

    static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString());
    }

    static Schema schema(Path version, Topic<?> topic) throws IOException {
        return new Schema.Parser().parse(Files.readString(schemaFile(version, topic)));
    }

    /** A record in Confluent's wire format. */
    static byte[] bytes(Path version, Topic<?> topic) throws IOException {
        return HexFormat.of()
                .parseHex(Files.readString(bytesFile(version, topic)).strip());
    }

    static void write(Path version, Topic<?> topic, Schema schema, byte[] bytes) throws IOException {
        Files.createDirectories(version);
        Files.writeString(schemaFile(version, topic), schema.toString(true) + "\n");
        Files.writeString(bytesFile(version, topic), HexFormat.of().formatHex(bytes) + "\n");
    }

    /** Why a schema may not follow those in the history: empty when every one can read what any other wrote. */
    static List<String> objections(Schema next, Topic<?> topic) throws IOException {
        List<String> objections = new ArrayList<>();
        for (Path version : versions(topic)) {
            Schema then = schema(version, topic);
            objections.addAll(objections("version " + number(version) + " cannot be read by this one", next, then));
            objections.addAll(objections("version " + number(version) + " cannot read this one", then, next));
        }
        return objections;
    }

    private static List<String> objections(String meaning, Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() == SchemaCompatibilityType.COMPATIBLE) return List.of();
        return result.getResult().getIncompatibilities().stream()
                .map(reason ->
                        meaning + ": " + reason.getType() + " at " + reason.getLocation() + ", " + reason.getMessage())
                .toList();
    }

    private static Path schemaFile(Path version, Topic<?> topic) {
        return version.resolve(topic.name() + ".avsc");
    }

    private static Path bytesFile(Path version, Topic<?> topic) {
        return version.resolve(topic.name() + ".hex");
    }
}
