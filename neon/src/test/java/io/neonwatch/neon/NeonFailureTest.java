package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.neon.NeonException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeonFailureTest {

    @ParameterizedTest
    @CsvSource({
        "302, '', '', UNEXPECTED_ANSWER",
        "400, '', org_id is required, INVALID",
        "401, '', '', UNAUTHORIZED",
        "403, '', '', UNAUTHORIZED",
        "404, '', '', NOT_FOUND",
        "406, '', invalid branch start lsn, INVALID",
        "409, '', 'branch already exists; branch_name:\"x\"', CONFLICT",
        "409, BRANCHES_LIMIT_EXCEEDED, branches limit exceeded, LIMIT_EXCEEDED",
        "422, ROOT_BRANCHES_LIMIT_EXCEEDED, '', LIMIT_EXCEEDED",
        "422, '', cannot delete protected branch, INVALID",
        "422, '', branch not ready yet, LOCKED",
        "423, LOCKED, '', LOCKED",
        "429, '', '', RATE_LIMITED",
        "500, '', '', SERVER_ERROR",
        "502, '', '', SERVER_ERROR",
        "503, '', '', UNAVAILABLE",
        "524, '', '', SERVER_ERROR"
    })
    void shouldSayWhatAStatusMeans(int status, String code, String message, Kind kind) {
        assertThat(new NeonFailure(status, code, message, "", null).kind()).isEqualTo(kind);
    }
}
