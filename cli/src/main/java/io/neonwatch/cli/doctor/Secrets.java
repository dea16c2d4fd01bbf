package io.neonwatch.cli.doctor;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.vector.RecallBranch;
import io.neonwatch.neon.NeonConfig;
import io.neonwatch.notifier.ReceiverConfig;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.runtime.doctor.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a configuration keeps secret: taken out of whatever others have written, a broker's message for example. */
final class Secrets {

    /** Hiding shorter ones would only show where they are. */
    private static final int SHORTEST = 4;

    private final List<String> hidden = new ArrayList<>();

    static Secrets of(ConfigFile.Whole config) {
        Secrets secrets = new Secrets();
        Map<String, String> kafka = Objects.requireNonNullElse(config.kafka().properties(), Map.of());
        kafka.forEach((name, value) -> {
            if (name.contains("password") || name.contains("jaas") || name.contains("key")) secrets.hide(value);
        });
        secrets.hide(config.schemaRegistry().password());
        secrets.hide(config.schemaRegistry().token());
        secrets.hide(config.schemaRegistry().trustStorePassword());
        if (config.collector() != null) {
            NeonConfig neon = config.collector().neon();
            if (neon != null) secrets.hide(neon.apiKey());
            for (TargetConfig target : config.collector().targets()) secrets.hide(target.password());
            for (RecallBranch branch : config.collector().vector().recall().branches()) secrets.hide(branch.password());
            for (ProjectConfig project : config.collector().projects()) secrets.hide(project.password());
        }
        if (config.notifier() != null) {
            NeonConfig neon = config.notifier().neon();
            if (neon != null) secrets.hide(neon.apiKey());
            for (ReceiverConfig receiver : config.notifier().receivers()) {
                if (receiver.slack() != null)
                    secrets.hideAddress(receiver.slack().webhookUrl());
                if (receiver.email() != null) secrets.hide(receiver.email().password());
            }
        }
        secrets.hidden.sort(Comparator.comparingInt(String::length).reversed());
        return secrets;
    }

    Finding without(Finding finding) {
        return new Finding(
                finding.part(),
                without(finding.subject()),
                finding.check(),
                finding.verdict(),
                without(finding.message()),
                without(finding.remedy()),
                finding.sql());
    }

    private String without(String text) {
        String shown = text;
        for (String secret : hidden) shown = shown.replace(secret, "***");
        return shown;
    }

    private void hide(@Nullable Secret secret) {
        if (secret != null) hide(secret.reveal());
    }

    private void hide(@Nullable String secret) {
        if (secret != null && secret.length() >= SHORTEST) hidden.add(secret);
    }

    private void hideAddress(Secret address) {
        hide(address);
        hide(URI.create(address.reveal()).getRawPath());
    }
}
