package io.neonwatch.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small text files, with reasons for failure that a person can act on. */
final class TextFile {

    private static final int MAXIMUM_BYTES = 1 << 20;

    private TextFile() {}

    /** @throws IllegalArgumentException why it cannot be read and what to do, without any of the content */
    static String read(Path file) {
        if (Files.isDirectory(file)) throw new IllegalArgumentException("is a directory; name a file in it");
        try (InputStream input = Files.newInputStream(file)) {
            // Bounded, since the name may be that of a device without end.
            byte[] bytes = input.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES)
                throw new IllegalArgumentException("is larger than 1 MiB; name a smaller file");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("does not exist; create it, or correct the path", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("must not be read by this user; give it read permission", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read; check the path and its permissions", e);
        }
    }
}
