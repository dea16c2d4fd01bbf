package io.neonwatch.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.neonwatch.runtime.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Sets up the log of the whole program. To be called once, before anything else. */
public final class Logging {

    static final String TEXT_PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg %kvp%n%ex";

    /** Libraries that say too much; below these levels they are silent. */
    private static final Map<String, Level> LIBRARY_LEVELS = Map.of(
            "io.neonwatch", Level.INFO,
            // One line per failed connection attempt, several a second while a broker is away.
            "org.apache.kafka.clients.NetworkClient", Level.ERROR,
            "org.apache.kafka", Level.WARN,
            // At each start, of a setting that does not concern us.
            "org.apache.kafka.streams.StreamsConfig", Level.ERROR,
            "kafka", Level.WARN,
            "state.change.logger", Level.WARN,
            "org.apache.avro", Level.WARN,
            "com.icegreen.greenmail", Level.WARN);

    private Logging() {}

    /** Lines to standard error. */
    public static void toStandardError(LogFormat format) {
        setUp(standardError(), format, () -> {});
    }

    /** Of Logback's appenders the one that does not close the stream, for the whole program, when it is replaced. */
    static OutputStreamAppender<ILoggingEvent> standardError() {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        return appender;
    }

    /**
     * Lines to the end of a file, whose directories are made if missing.
     *
     * @throws ConfigException when it cannot be written
     */
    public static void toFile(LogFormat format, Path file) {
        Path target = file.toAbsolutePath();
        try {
            Path parent = target.getParent();
            if (parent != null) Files.createDirectories(parent);
            if (Files.isDirectory(target))
                throw new ConfigException(file + ": the log file is a directory; name a file");
            if (!Files.exists(target)) Files.createFile(target);
        } catch (IOException e) {
            throw new ConfigException(file + ": the log file cannot be written; check the path and its permissions");
        }
        if (!Files.isWritable(target))
            throw new ConfigException(file + ": the log file cannot be written; check its permissions");
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        setUp(appender, format, () -> appender.setFile(target.toString()));
    }

    private static void setUp(OutputStreamAppender<ILoggingEvent> appender, LogFormat format, Runnable open) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Encoder<ILoggingEvent> encoder = encoder(format, context);
        appender.setContext(context);
        appender.setEncoder(encoder);
        open.run();
        appender.start();
        context.getLogger("ROOT").setLevel(Level.INFO);
        context.getLogger("ROOT").addAppender(appender);
        LIBRARY_LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        RepeatFilter repeats = new RepeatFilter(System::nanoTime);
        repeats.start();
        context.addTurboFilter(repeats);
        JavaLoggingBridge.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LoggerFactory.getLogger(Logging.class)
                .atError()
                .addKeyValue("failedThread", thread.getName())
                .setCause(failure)
                .log("A thread ended by an exception"));
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        return switch (format) {
            case JSON -> {
                JsonLineEncoder encoder = new JsonLineEncoder();
                encoder.setContext(context);
                encoder.start();
                yield encoder;
            }
            case TEXT -> {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern(TEXT_PATTERN);
                encoder.start();
                yield encoder;
            }
        };
    }
}
