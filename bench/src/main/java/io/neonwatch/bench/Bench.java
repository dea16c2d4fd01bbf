package io.neonwatch.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures what it is asked to, and prints the figures as one JSON object on the last line. */
public final class Bench {

    private static final List<Measurement> ALL = List.of(new CollectorCost(), new CollectorScale());

    private Bench() {}

    /** @param arguments the name of the measurement */
    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 1 ? arguments[0] : "";
        Measurement measurement =
                ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
        if (measurement == null) {
            System.err.println("bench: there is no measurement \"" + name + "\"; there are "
                    + ALL.stream().map(Measurement::name).collect(Collectors.joining(", ")));
            System.exit(2);
            return;
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bench", name);
        result.put("commit", System.getProperty("neonwatch.commit", "unknown"));
        result.put("figures", measurement.measure());
        System.out.println(new ObjectMapper().writeValueAsString(result));
        System.exit(0);
    }
}
