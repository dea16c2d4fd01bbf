package io.neonwatch.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a Java program finds its classes. */
public record ClassPath(List<Path> entries) {

    /** This program's own. */
    public static ClassPath own() {
        return new ClassPath(Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .toList());
    }

    /** Copies the entries with such file names to where another user can read them. */
    public ClassPath copyTo(Path directory, Pattern names) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path entry : entries) {
            if (!names.matcher(entry.getFileName().toString()).matches()) continue;
            Path copy = directory.resolve(copies.size() + "-" + entry.getFileName());
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.toList()) {
                    String relative = entry.relativize(file).toString();
                    Files.copy(file, relative.isEmpty() ? copy : copy.resolve(relative));
                }
            }
            copies.add(copy);
        }
        return new ClassPath(copies);
    }

    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
