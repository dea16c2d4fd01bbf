package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.schemas.Target;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {

    private static final String PASSWORD = "changeit";
    private static final RegistryTimeouts SHORT =
            new RegistryTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(10));

    @TempDir
    static Path directory;

    private static Path ours;
    private static Path elsewheres;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = certificateFor("localhost");
        elsewheres = certificateFor("elsewhere.example");
    }

    @Test
    void shouldTrustWhatTheTrustStoreHolds() throws Exception {
        try (ScriptedRegistry server = ScriptedRegistry.withTls(context(ours));
                HttpSchemaRegistry registry = new HttpSchemaRegistry(config(server.url(), ours.toString()))) {
            assertThat(registry.register("x-value", Target.SCHEMA$)).isEqualTo(1);
        }
    }

    @Test
    void shouldNotTrustAnyoneElse() throws Exception {
        try (ScriptedRegistry server = ScriptedRegistry.withTls(context(ours));
                HttpSchemaRegistry registry =
                        new HttpSchemaRegistry(config(server.url(), null), SHORT, Thread::sleep)) {
            assertThatThrownBy(registry::ping)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("SSLHandshakeException");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void shouldNotTrustACertificateOfAnotherHost() throws Exception {
        try (ScriptedRegistry server = ScriptedRegistry.withTls(context(elsewheres));
                HttpSchemaRegistry registry =
                        new HttpSchemaRegistry(config(server.url(), elsewheres.toString()), SHORT, Thread::sleep)) {
            assertThatThrownBy(registry::ping).hasMessageContaining("SSLHandshakeException");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void shouldSayWhichTrustStoreCannotBeOpened() throws Exception {
        // Given
        Path rubbish = Files.writeString(directory.resolve("rubbish.p12"), "rubbish");
        Path missing = directory.resolve("missing.p12");

        // Then
        for (Path store : List.of(rubbish, missing))
            assertThatThrownBy(() -> new HttpSchemaRegistry(config(URI.create("https://x"), store.toString())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(store.toString())
                    .hasMessageNotContaining(PASSWORD);
    }

    private static RegistryConfig config(URI url, @Nullable String store) {
        return new RegistryConfig(List.of(url), null, null, null, store, store == null ? null : PASSWORD);
    }

    private static Path certificateFor(String host) throws IOException, InterruptedException {
        Path store = directory.resolve(host + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        // What the server proves itself with serves as what the client trusts, once it is there as a certificate.
        trust(store);
        return store;
    }

    private static void trust(Path store) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            keys.setCertificateEntry("trusted", keys.getCertificate("registry"));
            try (var out = Files.newOutputStream(store)) {
                keys.store(out, PASSWORD.toCharArray());
            }
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance(new File(store.toString()), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
