package io.neonwatch.notifier;

import io.neonwatch.notifier.channel.Channel;
import io.neonwatch.notifier.delivery.Receiver;
import io.neonwatch.notifier.email.EmailChannel;
import io.neonwatch.notifier.slack.SlackChannel;
import java.time.InstantSource;
import java.util.List;

/** The configured receivers, each with its channel. */
final class Receivers {

    private Receivers() {}

    static List<Receiver> of(NotifierConfig config, InstantSource clock) {
        return config.receivers().stream()
                .map(receiver -> new Receiver(receiver.name(), channel(receiver, clock)))
                .toList();
    }

    private static Channel channel(ReceiverConfig receiver, InstantSource clock) {
        if (receiver.slack() != null) return new SlackChannel(receiver.slack(), clock);
        if (receiver.email() != null) return new EmailChannel(receiver.email(), clock);
        throw new IllegalStateException("receiver " + receiver.name() + " has no channel");
    }
}
