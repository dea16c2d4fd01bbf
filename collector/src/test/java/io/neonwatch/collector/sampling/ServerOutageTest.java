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
    })
    void shouldTellTheServersTroubleFromADatabases(@Nullable String state, boolean ofServer) {
        assertThat(ServerOutage.is(new SQLException("no", state))).isEqualTo(ofServer);
    }

    @ParameterizedTest
    @CsvSource({
        "'FATAL: role \"neonwatch\" is not permitted to log in', true",
        "'FATAL: role \"neonwatch\" does not exist', true",
        "'FATAL: no pg_hba.conf entry for host \"10.0.0.1\", user \"neonwatch\", database \"a\"', false",
        "'FATAL: kein pg_hba.conf-Eintrag für Host »10.0.0.1«, Benutzer »neonwatch«, Datenbank »a«', false",
        "'FATAL: pg_hba.conf rejects connection for host \"10.0.0.1\"', false",
    })
    void shouldTellARoleThatNobodyLetsInFromADatabaseThatIsClosedToIt(String message, boolean ofServer) {
        assertThat(ServerOutage.is(new SQLException(message, "28000"))).isEqualTo(ofServer);
    }
}
