package io.neonwatch.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.neonwatch.cli.demo.DemoEvent.Delivered;
import io.neonwatch.sandbox.Sandbox;
import io.neonwatch.schemas.Intent;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into the Slack sink and the inbox, and writes what has arrived there into the chronicle. Every message carries
 * its intent's id, by which the intents topic tells what it is about.
 */
final class SinkWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Pattern BLOCK_ID = Pattern.compile("intent-(\\w+)");
    private static final Pattern MESSAGE_ID = Pattern.compile("<(\\w+)@.*>");

    private record Arrival(String channel, String intentId, Instant at) {}

    private final Sandbox sandbox;
    private final TopicWatch topics;
    private final Chronicle chronicle;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Arrival> unexplained = new ArrayList<>();
    private int slackSeen;
    private int mailsSeen;

    SinkWatch(Sandbox sandbox, TopicWatch topics, Chronicle chronicle) {
        this.sandbox = sandbox;
        this.topics = topics;
        this.chronicle = chronicle;
    }

    void start() {
        Thread.ofVirtual().name("sink-watch").start(this::watch);
    }

    private void watch() {
        try {
            do look();
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var messages = sandbox.slack().messages();
        for (; slackSeen < messages.size(); slackSeen++) {
            var message = messages.get(slackSeen);
            slackIntent(message.json()).ifPresent(id -> unexplained.add(new Arrival("slack", id, message.received())));
        }
        var mails = sandbox.smtp().messages();
        for (; mailsSeen < mails.size(); mailsSeen++)
            mailIntent(mails.get(mailsSeen)).ifPresent(id -> unexplained.add(new Arrival("email", id, Instant.now())));
        // The sink may know of a message before our subscription has shown us its intent.
        unexplained.removeIf(this::explain);
    }

    private boolean explain(Arrival arrival) {
        Optional<Intent> intent = topics.intent(arrival.intentId());
        intent.ifPresent(known -> {
            var alert = known.getAlert();
            chronicle.add(new Delivered(
                    arrival.channel(),
                    alert.getRule(),
                    alert.getSeverity().name().toLowerCase(Locale.ROOT),
                    alert.getEpisode(),
                    known.getAction().name().toLowerCase(Locale.ROOT),
                    Duration.between(alert.getUpdatedAt(), arrival.at()).toMillis()));
        });
        return intent.isPresent();
    }

    private static Optional<String> slackIntent(JsonNode message) {
        for (JsonNode block : message.path("blocks")) {
            Matcher id = BLOCK_ID.matcher(block.path("block_id").asText());
            if (id.matches()) return Optional.of(id.group(1));
        }
        return Optional.empty();
    }

    private static Optional<String> mailIntent(MimeMessage mail) {
        try {
            Matcher id = MESSAGE_ID.matcher(mail.getMessageID());
            return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
        } catch (MessagingException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
