package io.neonwatch.notifier.recovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database on Neon, as its target id names it. */
record NeonTarget(String project, String branch, String endpoint, String database) {

    private static final Pattern ID =
            Pattern.compile("([a-z0-9-]{1,60})/(br-[a-z0-9-]{1,57})/(ep-[a-z0-9-]{1,57})/(.+)");

    /** Empty for a target that is not on Neon. */
    static Optional<NeonTarget> parse(String target) {
        Matcher parts = ID.matcher(target);
        if (!parts.matches()) return Optional.empty();
        return Optional.of(new NeonTarget(parts.group(1), parts.group(2), parts.group(3), parts.group(4)));
    }
}
