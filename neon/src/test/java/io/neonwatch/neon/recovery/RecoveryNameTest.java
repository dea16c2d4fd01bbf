package io.neonwatch.neon.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryNameTest {

    private static final String FINGERPRINT = "9F86D081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void shouldSayWhenAndForWhichAlert() {
        assertThat(RecoveryName.of(FINGERPRINT, Instant.parse("2026-11-23T23:59:59.999Z")))
                .isEqualTo("recovery-20261123-9f86d081-mwtxhbzz");
    }

    @Test
    void shouldTellTwoEpisodesOfAnAlertApart() {
        assertThat(RecoveryName.of(FINGERPRINT, Instant.ofEpochMilli(1)))
                .isNotEqualTo(RecoveryName.of(FINGERPRINT, Instant.ofEpochMilli(2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_795_392_000_000L, 253_402_300_799_999L})
    void shouldBeAShortPlainName(long firstBreach) {
        assertThat(RecoveryName.of(FINGERPRINT, Instant.ofEpochMilli(firstBreach)))
                .matches("[a-z0-9-]{1,60}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9f86d08", "not hexadecimal"})
    void shouldRefuseWhatIsNoFingerprint(String fingerprint) {
        assertThatThrownBy(() -> RecoveryName.of(fingerprint, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
