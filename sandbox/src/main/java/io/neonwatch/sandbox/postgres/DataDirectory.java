package io.neonwatch.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a server keeps its data: made by {@code initdb}, configured by lines in {@code postgresql.conf}. */
final class DataDirectory {

    private DataDirectory() {}

    /**
     * @param home with the unpacked {@code programs}; {@code data} is created in it
     */
    static void create(Path home, Identity identity, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path data = home.resolve("data");
        Files.createDirectory(data);
        identity.own(data);
        List<String> command = new ArrayList<>(identity.prefix());
        command.addAll(List.of(
                home.resolve("programs/bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + EmbeddedPostgres.SUPERUSER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        run(command, home);
        Files.writeString(data.resolve("postgresql.conf"), lines(settings), StandardOpenOption.APPEND);
    }

    /**
     * The data of a standby: a copy of that of a server that does not run.
     *
     * @param from the server's home
     * @param home where {@code data} is created
     */
    static void copy(Path from, Path home, Identity identity, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path data = home.resolve("data");
        List<String> command = new ArrayList<>(identity.prefix());
        command.addAll(List.of("cp", "-a", from.resolve("data").toString(), data.toString()));
        run(command, home);
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(data.resolve("postgresql.conf"), lines(settings), StandardOpenOption.APPEND);
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }

    private static void run(List<String> command, Path home) throws IOException, InterruptedException {
        Path log = home.resolve("layout.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Else initdb compares hundreds of zones to find the machine's own.
        builder.environment().put("TZ", "UTC");
        // This program's own may be out of reach for nobody.
        builder.directory(home.toFile());
        if (builder.start().waitFor() != 0)
            throw new IllegalStateException(String.join(" ", command) + " failed: "
                    + Files.readString(log).strip());
    }
}
