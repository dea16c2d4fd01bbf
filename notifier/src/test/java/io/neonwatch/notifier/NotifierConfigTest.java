package io.neonwatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.notifier.email.EmailConfig.Tls;
import io.neonwatch.notifier.recovery.RecoveryConfig.Mode;
import io.neonwatch.runtime.config.ConfigException;
import io.neonwatch.runtime.config.ConfigLoader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifierConfigTest {

    private static final String SLACK =
            "{name: team-slack, slack: {webhook_url: \"https://hooks.example.com/s3cret\"}}";
    private static final String ROUTE = "{severity: [warning, critical], receivers: [team-slack]}";

    @Test
    void shouldReadTheDocumentedExample() {
        // When
        NotifierConfig config = load("""
                receivers:
                  - name: team-slack
                    slack: {webhook_url: "https://hooks.example.com/s3cret"}
                  - name: team-email
                    email: {host: smtp.example.com, port: 587, from: neonwatch@example.com, to: [dba@example.com], user: neonwatch, password: s3cret, tls: starttls}
                routes:
                  - {severity: [warning, critical], receivers: [team-slack, team-email]}
                retry: {initial: 1s, max: 1m}
                recovery:
                  mode: dry_run
                  expires_after: 7d
                  overrides: [{rule: mass-change, project: soft-dew-27794389, mode: auto}]
                neon: {url: "https://console.neon.tech/api/v2", api_key: s3cret-key}
                """);

        // Then
        assertThat(config.receivers()).extracting(ReceiverConfig::name).containsExactly("team-slack", "team-email");
        assertThat(config.recoveries().callsNeon()).isTrue();
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    @Test
    void shouldHaveDefaults() {
        // When
        NotifierConfig config = load("""
                receivers: [{name: mail, email: {host: localhost, from: a@example.com, to: [b@example.com]}}]
                routes: [{severity: [critical], receivers: [mail]}]
                """);

        // Then
        assertThat(config.retries().initial()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retries().max()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.recoveries().mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(config.recoveries().maxOpen()).isEqualTo(3);
        assertThat(config.receivers().getFirst().email()).satisfies(email -> {
            assertThat(email).isNotNull();
            assertThat(email.tls()).isEqualTo(Tls.STARTTLS);
            assertThat(email.port()).isEqualTo(587);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [SLACK, SLACK] | [ROUTE] | '' | receivers must have different names
                    [] | [ROUTE] | '' | receivers must not be empty
                    [SLACK] | [] | '' | routes must not be empty
                    [SLACK] | [{severity: [critical], receivers: [nobody]}] | '' | routes name the receiver nobody, which is not there; use one of: team-slack
                    [SLACK] | [{severity: [critical], receivers: []}] | '' | receivers must not be empty: name at least one
                    [SLACK] | [{severity: [], receivers: [team-slack]}] | '' | severity must not be empty
                    [SLACK] | [{severity: [info], receivers: [team-slack]}] | '' | severity
                    [{name: x}] | [ROUTE] | '' | needs exactly one channel: slack or email
                    [{name: 'a b', slack: {webhook_url: "https://h.example/x"}}] | [ROUTE] | '' | name must be
                    [{name: x, slack: {webhook_url: "hooks.example.com/s3cret"}}] | [ROUTE] | '' | webhook_url must be an http or https address
                    [{name: x, email: {host: h, from: nobody, to: [b@example.com]}}] | [ROUTE] | '' | from must be an email address
                    [{name: x, email: {host: h, from: a@example.com, to: []}}] | [ROUTE] | '' | to must not be empty
                    [{name: x, email: {host: h, from: a@example.com, to: [b@example.com], user: u}}] | [ROUTE] | '' | user and password go together
                    [SLACK] | [ROUTE] | 'recovery: {mode: auto}' | recovery in mode approve or auto needs neon
                    [SLACK] | [ROUTE] | 'recovery: {overrides: [{rule: r, mode: approve}]}' | recovery in mode approve or auto needs neon
                    [SLACK] | [ROUTE] | 'recovery: {expires_after: 31d}' | expires_after must be more than 0s and at most 30d
                    [SLACK] | [ROUTE] | 'recovery: {overrides: [{mode: auto}]}' | an override needs a rule, a project, or both
                    [SLACK] | [ROUTE] | 'retry: {initial: 2m}' | max must not be less than initial
                    """)
    void shouldSayWhatIsWrong(String receivers, String routes, String more, String expected) {
        // Given
        String yaml = "receivers: " + receivers.replace("SLACK", SLACK) + "\nroutes: " + routes.replace("ROUTE", ROUTE)
                + "\n" + more;

        // Then
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("s3cret");
    }

    private static NotifierConfig load(String yaml) {
        return new ConfigLoader(Map.of()).load(yaml, "test", NotifierConfig.class);
    }
}
