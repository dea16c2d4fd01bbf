package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicExceptionTest {

    @ParameterizedTest
    @MethodSource("causes")
    void shouldSayWhatToDo(Throwable cause, String advice, boolean retriable) {
        // When
        TopicException exception = TopicException.of("create topic x", cause);

        // Then
        assertThat(exception).hasMessageContaining("create topic x: ").hasMessageContaining(advice);
        assertThat(exception.retriable()).isEqualTo(retriable);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new TopicAuthorizationException("no"), "allow this user to create", false),
                Arguments.of(new SaslAuthenticationException("no"), "check the credentials", false),
                Arguments.of(new InvalidReplicationFactorException("no"), "start more brokers", false),
                Arguments.of(new InvalidTopicException("bad name"), "bad name", false),
                Arguments.of(new TimeoutException("slow"), "check kafka.bootstrap_servers", true),
                Arguments.of(new java.util.concurrent.TimeoutException(), "TimeoutException; check", true));
    }
}
