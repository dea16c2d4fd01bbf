package io.neonwatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that a person has looked at. To accept a change: {@code mvn test -Dgolden=write}, and look at the difference. */
public final class Golden {

    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private Golden() {}

    public static void matches(String file, String actual) {
        try {
            Path path = DIRECTORY.resolve(file);
            String text = actual.endsWith("\n") ? actual : actual + "\n";
            if ("write".equals(System.getProperty("golden"))) Files.writeString(path, text);
            assertThat(text).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
