package io.neonwatch.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neonwatch.notifier.Alerts;
import io.neonwatch.notifier.Golden;
import io.neonwatch.notifier.Notifications;
import io.neonwatch.notifier.Pages;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlackMessageTest {

    @ParameterizedTest
    @EnumSource
    void shouldReadWell(Pages page) {
        // When
        ObjectNode message = SlackMessage.of(page.notification());

        // Then
        Golden.matches("slack-" + page.name().toLowerCase(Locale.ROOT) + ".json", message.toPrettyString());
    }

    @Test
    void shouldStayWithinSlacksLimits() {
        // Given
        String endless = "&😀".repeat(20_000);
        Map<String, String> labels = IntStream.range(0, 40)
                .mapToObj(Integer::toString)
                .collect(Collectors.toMap(Function.identity(), _ -> endless));
        var alert = Alerts.poolSaturation(1, Instant.EPOCH)
                .with(builder -> builder.setSummary(endless)
                        .setRule(endless)
                        .setTarget(endless)
                        .setRunbook(endless)
                        .setLabels(labels))
                .fires(Severity.CRITICAL)
                .getAlert();

        // When
        ObjectNode message = SlackMessage.of(Notifications.of(IntentAction.FIRING, alert, endless, true));

        // Then
        assertThat(message.at("/blocks/0/text/text").asText().length()).isLessThanOrEqualTo(150);
        assertThat(message.at("/blocks/1/text/text").asText().length()).isLessThanOrEqualTo(3_000);
        assertThat(message.at("/blocks/2/fields"))
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(field ->
                        assertThat(field.path("text").asText().length()).isLessThanOrEqualTo(2_000));
        assertThat(message.at("/blocks/3/text/text").asText().length()).isLessThanOrEqualTo(3_000);
        assertThat(message.toString().length()).isLessThan(10_000);
    }

    @Test
    void shouldNotCutAnEntityOrACharacterInTwo() {
        // When
        String escaped = SlackText.escaped("ab&&", 9);
        String plain = SlackText.plain("ab😀😀", 4);

        // Then
        assertThat(escaped).isEqualTo("ab&amp;…");
        assertThat(plain).isEqualTo("ab…");
    }
}
