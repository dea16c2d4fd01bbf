package io.neonwatch.registry;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS that trusts the certificates of one file only. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * @throws IllegalArgumentException when the file cannot be read or opened; says which
     */
    static SSLContext of(String file, @Nullable String password) {
        try {
            KeyStore store = KeyStore.getInstance(new File(file), password == null ? null : password.toCharArray());
            if (store.size() == 0)
                throw new IllegalArgumentException("schema_registry.trust_store " + file + " holds no certificate"
                        + (password == null ? " that can be read without trust_store_password" : ""));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "schema_registry.trust_store " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
