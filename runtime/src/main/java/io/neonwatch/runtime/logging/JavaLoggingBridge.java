package io.neonwatch.runtime.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Hands on what libraries log through java.util.logging, which would else be plain text among the JSON. */
final class JavaLoggingBridge extends Handler {

    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    static void install() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.addHandler(new JavaLoggingBridge());
        root.setLevel(Level.INFO);
    }

    @Override
    public void publish(LogRecord line) {
        org.slf4j.event.Level level = slf4jLevel(line.getLevel());
        LoggerFactory.getLogger(String.valueOf(line.getLoggerName()))
                .atLevel(level)
                .setCause(line.getThrown())
                .log(FORMATTER.formatMessage(line));
    }

    private static org.slf4j.event.Level slf4jLevel(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) return org.slf4j.event.Level.ERROR;
        if (level.intValue() >= Level.WARNING.intValue()) return org.slf4j.event.Level.WARN;
        if (level.intValue() >= Level.INFO.intValue()) return org.slf4j.event.Level.INFO;
        return org.slf4j.event.Level.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
