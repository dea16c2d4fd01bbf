package io.neonwatch.cli.demo;

import io.neonwatch.cli.demo.DemoEvent.Result;
import io.neonwatch.cli.demo.DemoEvent.StackReady;
import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.cli.service.ConfigOption;
import io.neonwatch.cli.service.Wiring;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.runtime.ServiceRunner;
import io.neonwatch.runtime.logging.LogFormat;
import io.neonwatch.runtime.logging.Logging;
import io.neonwatch.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the stack and the services, plays the script, and compares what was seen with what should have been. */
final class Demo implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Demo.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(30);
    // Long enough for a page that was wrongly sent twice to show up.
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final Reporter reporter;
    private final Chronicle chronicle;
    private final Expectations expectations = Expectations.ofTheScript();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Demo(Reporter reporter) {
        this.reporter = reporter;
        this.chronicle = new Chronicle(reporter);
    }

    /** Returns whether every expected outcome was seen. */
    boolean play() throws Exception {
        reporter.narrate("starting Kafka, PostgreSQL, a schema registry, mail, Slack and Neon, all on this machine");
        Sandbox sandbox = open(Sandbox.start());
        Logging.toFile(LogFormat.JSON, sandbox.directory().resolve("neonwatch.log"));
        Path config = DemoConfig.write(sandbox);
        ConfigFile.Whole loaded = ConfigOption.load(config, ConfigFile.Whole.class);
        ServiceRunner services = open(new ServiceRunner(Wiring.everything(loaded, config)));
        services.start();
        awaitReady(services);
        RunningDemo running = new RunningDemo();
        running.announce(config);
        open(() -> running.withdraw(config));

        TopicWatch topics =
                open(new TopicWatch(loaded.kafka(), new HttpSchemaRegistry(loaded.schemaRegistry()), chronicle));
        topics.start();
        open(new SinkWatch(sandbox, topics, chronicle)).start();
        chronicle.add(new StackReady(addresses(sandbox, config)));

        new Script(sandbox.workload(), chronicle, reporter).play();
        chronicle.await(OUTCOME_LIMIT, expectations::allSeenIn);
        closed.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS);
        Result result = expectations.compare(chronicle.events());
        chronicle.add(result);
        return result.passed();
    }

    /** Waits until {@link #close} is called. */
    void stayUp() throws InterruptedException {
        reporter.narrate("the stack stays up; Ctrl-C ends it");
        closed.await();
    }

    private void awaitReady(ServiceRunner services) throws Exception {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            List<String> waiting = services.healthChecks().stream()
                    .filter(check -> !check.check().ready())
                    .map(check -> check.name() + " (" + check.check().detail() + ")")
                    .toList();
            if (waiting.isEmpty()) return;
            if (System.nanoTime() > deadline)
                throw new IllegalStateException(
                        "not ready after " + START_LIMIT.toSeconds() + " s: " + String.join(", ", waiting));
            if (closed.await(50, TimeUnit.MILLISECONDS)) throw new IllegalStateException("stopped before it was ready");
        }
    }

    private static Map<String, String> addresses(Sandbox sandbox, Path config) {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("bootstrap_servers", sandbox.kafka().bootstrapServers());
        addresses.put("schema_registry", sandbox.registry().url().toString());
        addresses.put("database", sandbox.watchedUrl());
        addresses.put("slack", sandbox.slack().pageUrl().toString());
        addresses.put("mail", sandbox.smtp().pageUrl().toString());
        addresses.put("neon", sandbox.neon().page().toString());
        addresses.put("config", config.toString());
        addresses.put("log", sandbox.directory().resolve("neonwatch.log").toString());
        return addresses;
    }

    private <T extends AutoCloseable> T open(T resource) {
        synchronized (opened) {
            opened.push(resource);
        }
        return resource;
    }

    /** Closes everything in reverse order. Does nothing the second time. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (opened) {
            while (!opened.isEmpty()) {
                try {
                    opened.pop().close();
                } catch (Exception e) {
                    LOGGER.atWarn().addKeyValue("reason", e.toString()).log("A part of the demo did not close");
                }
            }
        }
    }
}
