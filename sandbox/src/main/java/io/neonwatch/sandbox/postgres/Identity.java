package io.neonwatch.sandbox.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who PostgreSQL runs as: it refuses to be root, so that root has to become somebody else for it. */
enum Identity {
    /** This program's own user. */
    SELF(List.of()),
    /** The user {@code nobody}. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")),
    /**
     * This program's own user, who takes himself for {@code nobody}: where root cannot become {@code nobody} or the
     * directory is out of reach for him, and where the user has no name, which PostgreSQL refuses too.
     */
    NAMESPACE(List.of("unshare", "--user"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    Identity(List<String> prefix) {
        this.prefix = prefix;
    }

    /** What goes before a command so that it runs as this identity; the process stays the same one. */
    List<String> prefix() {
        return prefix;
    }

    /**
     * @throws IllegalStateException when PostgreSQL would refuse every user that this program can be
     */
    static Identity choose(Path directory) throws IOException {
        if (!isRoot() && hasName()) return SELF;
        if (isRoot() && isReachableByOthers(directory) && works(NOBODY)) return NOBODY;
        if (works(NAMESPACE)) return NAMESPACE;
        throw new IllegalStateException(
                "PostgreSQL does not run as root or as a user without a name, and neither setpriv (as nobody, in "
                        + directory + ") nor unshare works here: run as an ordinary user");
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean hasName() {
        return !System.getProperty("user.name").equals("?");
    }

    /** Makes the path this identity's own. */
    void own(Path path) throws IOException {
        if (this != NOBODY) return;
        Files.setAttribute(path, "unix:uid", NOBODY_ID);
        Files.setAttribute(path, "unix:gid", NOBODY_ID);
    }

    private static boolean isReachableByOthers(Path directory) throws IOException {
        for (Path path = directory.toRealPath(); path != null; path = path.getParent()) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) return false;
        }
        return true;
    }

    private static boolean works(Identity identity) {
        try {
            List<String> command = new ArrayList<>(identity.prefix);
            command.add("true");
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
