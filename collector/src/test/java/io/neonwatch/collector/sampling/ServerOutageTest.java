package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOutageTest {

    @ParameterizedTest
    @CsvSource({
        "08001, true", // cannot be reached
        "08006, true", // the connection broke
        "57P03, true", // starting up
        "53300, true", // too many connections
        "28P01, true", // wrong password
        "57014, true", // too slow
        ", true",
        "3D000, false", // no such database
        "55000, false", // takes no connections
        "42501, false", // the user may not connect
        "57P04, false", // dropped meanwhile
        "28000, false", // no entry in pg_hba.conf
    })
    void shouldTellTheServersTroubleFromADatabases(@Nullable String state, boolean ofServer) {
        assertThat(ServerOutage.is(new SQLException("no", state))).isEqualTo(ofServer);
    }
}
