package io.neonwatch.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours from the jar's manifest, and Java's. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"neonwatch " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
        };
    }
}
