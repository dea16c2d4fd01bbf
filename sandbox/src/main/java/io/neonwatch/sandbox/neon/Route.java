package io.neonwatch.sandbox.neon;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A method and a path of the API, and who answers it. */
record Route(String method, Pattern path, Handler handler) {

    /** Answers a request, given what stands in the path in place of the stars. */
    @FunctionalInterface
    interface Handler {
        ApiAnswer answer(ApiRequest request, List<String> ids);
    }

    /** @param path in which {@code *} stands for an id */
    static Route of(String method, String path, Handler handler) {
        return new Route(method, Pattern.compile(path.replace("*", "([^/]+)")), handler);
    }

    /** The ids in the path; empty when it is another path. */
    Optional<List<String>> match(String requested) {
        Matcher matcher = path.matcher(requested);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of(IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .toList());
    }
}
