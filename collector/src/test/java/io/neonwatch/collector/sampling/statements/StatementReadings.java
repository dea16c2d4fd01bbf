package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.schemas.QueryDelta;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import java.util.List;
import java.util.stream.Stream;

/** What is told of queries. */
final class StatementReadings {

    private StatementReadings() {}

    static List<QueryDelta> deltas(Reading reading) {
        return values(reading, QueryStats.class)
                .flatMap(stats -> stats.getQueries().stream())
                .toList();
    }

    static List<String> texts(Reading reading) {
        return values(reading, QueryText.class).map(QueryText::getText).toList();
    }

    private static <V> Stream<V> values(Reading reading, Class<V> type) {
        return reading.observations().stream()
                .map(observation -> (Object) observation.value())
                .filter(type::isInstance)
                .map(type::cast);
    }
}
