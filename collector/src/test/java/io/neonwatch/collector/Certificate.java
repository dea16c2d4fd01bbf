package io.neonwatch.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that vouches for itself, and its key.
 *
 * @param file the certificate, as PEM
 * @param key its private key, as PEM
 */
record Certificate(Path file, String key) {

    private static final String PASSWORD = "changeit";

    /** @param name of the host that it is for */
    static Certificate create(Path directory, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve(name + ".p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) throw new IOException(Files.readString(directory.resolve("keytool.log")));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        Path file = directory.resolve(name + ".crt");
        Files.writeString(file, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
        return new Certificate(
                file,
                pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
    }

    /** Has a server identify itself with it, from its next connection on. */
    void serveFrom(OwnServer server) throws IOException, SQLException {
        Path data = Path.of(server.ask("SHOW data_directory"));
        Path own = data.resolve("server.key");
        Files.writeString(own, key);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        Files.copy(file, data.resolve("server.crt"));
        // As the data's owner, who is not root.
        Files.setOwner(own, Files.getOwner(data));
        Files.setOwner(data.resolve("server.crt"), Files.getOwner(data));
        server.execute("ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()");
    }

    private static String pem(String type, byte[] content) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }
}
