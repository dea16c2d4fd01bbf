package io.neonwatch.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** One JSON object per line, and nothing else. */
final class JsonReporter implements Reporter {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final PrintWriter out;
    private final Stopwatch stopwatch;

    JsonReporter(PrintWriter out, Stopwatch stopwatch) {
        this.out = out;
        this.stopwatch = stopwatch;
    }

    @Override
    public synchronized void report(DemoEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("t_ms", stopwatch.elapsed().toMillis());
        line.put("event", event.kind());
        line.setAll((ObjectNode) JSON.valueToTree(event));
        out.println(line);
        out.flush();
    }

    @Override
    public void narrate(String sentence) {
        // A program reads this, and it wants events only.
    }
}
