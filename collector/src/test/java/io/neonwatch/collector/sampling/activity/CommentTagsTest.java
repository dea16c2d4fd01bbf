package io.neonwatch.collector.sampling.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommentTagsTest {

    @Test
    void shouldReadWhatSqlcommenterWrites() {
        // Then
        assertThat(CommentTags.of("action='%2Fparam*d',controller='index',framework='spring',"
                        + "traceparent='00-5bd66ef5095369c7b0d1f8f4bd33716a-c532cb4098ac3dd2-01',"
                        + "tracestate='congo%3Dt61rcWkgMzE%2Crojo%3D00f067aa0ba902b7',db_driver='a%27b\\'c d+e'*/"))
                .isEqualTo(Map.of(
                        "action", "/param*d", "controller", "index", "framework", "spring", "db_driver", "a'b'c d+e"));
    }

    @Test
    void shouldReadWhatRailsWrites() {
        // Then
        assertThat(CommentTags.of("/* application:Shop,controller:users , action:show,line:/app/x.rb:3*/"))
                .isEqualTo(Map.of("application", "Shop", "controller", "users", "action", "show"));
    }

    @Test
    void shouldTakeNothingButKnownTags() {
        // Then
        assertThat(CommentTags.of(" card 4111 1111 1111 1111 */")).isEmpty();
        assertThat(CommentTags.of("secret='route=x',user_id='7'*/")).isEmpty();
        assertThat(CommentTags.of("note='it, route=''x'''*/")).isEmpty();
        assertThat(CommentTags.of("")).isEmpty();
        assertThat(CommentTags.of("route=''*/")).isEmpty();
    }

    @Test
    void shouldBoundTheLength() {
        // When
        String route = CommentTags.of("route='" + "🐘".repeat(500) + "'*/").get("route");

        // Then
        assertThat(route).isEqualTo("🐘".repeat(100));
    }

    @Test
    void shouldKeepAPerCentSignThatEncodesNothing() {
        // Then
        assertThat(CommentTags.of("route='100% of+it'*/")).containsEntry("route", "100% of+it");
    }
}
