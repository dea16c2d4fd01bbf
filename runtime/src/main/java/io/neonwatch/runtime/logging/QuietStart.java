package io.neonwatch.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Until {@link Logging} is called, and in tests: warnings to standard error. Logback's default is debug to standard out.
 * Ranks after a logback.xml, should there be one, and before that default.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL - 1)
public final class QuietStart extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        // Logback asks whoever is registered before it looks for a file, whatever the rank.
        if (hasFile("/logback-test.xml") || hasFile("/logback.xml")) return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(Logging.TEXT_PATTERN);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = Logging.standardError();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger("ROOT").setLevel(Level.WARN);
        context.getLogger("ROOT").addAppender(appender);
        // What its clients cannot do they also throw, and whoever catches that says it once.
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean hasFile(String name) {
        return QuietStart.class.getResource(name) != null;
    }
}
