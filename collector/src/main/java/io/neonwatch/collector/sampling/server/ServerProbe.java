package io.neonwatch.collector.sampling.server;

import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Section;
import io.neonwatch.collector.sampling.SectionAnswer;
import io.neonwatch.collector.sampling.SectionCounters;
import io.neonwatch.collector.sampling.SectionStatement;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** One statement about the server as a whole. */
public final class ServerProbe implements Probe {

    private static final String HIDDEN =
            "the user may not see how far standbys are; as a superuser run: GRANT pg_monitor TO <the user>";

    static final List<Section> SECTIONS = Stream.of(
                    InputOutput.SECTIONS,
                    WriteAheadLog.SECTIONS,
                    Checkpoints.SECTIONS,
                    Replication.SECTIONS,
                    Slots.SECTIONS,
                    PreparedTransactions.SECTIONS)
            .flatMap(List::stream)
            .toList();

    // Not that of pg_stat_io, which would be read twice for it: after that a counter that fell counts from zero.
    private static final List<String> RESETS =
            List.of("(SELECT stats_reset FROM pg_stat_wal)", "(SELECT stats_reset FROM pg_stat_archiver)");

    private final SectionCounters counters = new SectionCounters();
    private SectionStatement statement = SectionStatement.of(SECTIONS, RESETS, Metric.OLDEST);

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<MetricFamily> metrics() {
        return Section.families(SECTIONS);
    }

    @Override
    public void connected(Server server) {
        statement = SectionStatement.of(SECTIONS, RESETS, server.major());
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        try (PreparedStatement asking = connection.prepareStatement(statement.text())) {
            SectionAnswer answer = statement.read(asking);
            return counters.since(answer, answer.seesAll() ? "" : HIDDEN);
        }
    }
}
