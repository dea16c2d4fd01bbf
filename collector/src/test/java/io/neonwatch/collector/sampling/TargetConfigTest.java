package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.neonwatch.runtime.config.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetConfigTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db.example.com:5432/orders |                orders",
                "jdbc:postgresql://one:1,two:2/orders?sslmode=verify-full |    orders",
                "jdbc:postgresql://[::1]:5432/my%20shop |                      my shop",
                "jdbc:postgresql://h/a?targetServerType=primary&requireAuth=password,md5&options=-c%20a=b&ssl&connectTimeout=5& | a",
                "jdbc:postgresql://ep-old-sun-123.eu-central-1.aws.neon.tech/neondb?sslmode=require | neondb",
            })
    void shouldKnowTheDatabase(String url, String database) {
        assertThat(target(url, null).database()).isEqualTo(database);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres://host/orders                                  | url must begin with jdbc:postgresql://",
                "jdbc:mysql://host/orders                                | url must begin with jdbc:postgresql://",
                "jdbc:postgresql://host                                  | url must name a host and a database",
                "jdbc:postgresql://host/                                 | url must name a host and a database",
                "jdbc:postgresql:///orders                               | url must name a host and a database",
                "jdbc:postgresql://host/orders?password=geheim           | url must not hold a user or a password",
                "jdbc:postgresql://host/orders?a=b&sslPassword=geheim    | url must not hold a user or a password",
                "jdbc:postgresql://anna:geheim@host/orders               | url must not hold a user or a password",
                "jdbc:postgresql://host/orders?user=geheim               | url must not hold a user or a password",
                "jdbc:postgresql://host/orders?a=b&user=                 | url must not hold a user or a password",
                "jdbc:postgresql://host/orders?host=ep-x-pooler.neon.tech | url must name host, port and database before",
                "jdbc:postgresql://host/orders?PGDBNAME=other            | url must name host, port and database before",
                "jdbc:postgresql://host/orders?ApplicationName=geheim    | url must not hold ApplicationName, socketFactory",
                "jdbc:postgresql://host/orders?socketFactory=geheim      | url must not hold ApplicationName, socketFactory",
                "jdbc:postgresql://host/orders?ssl&socketFactoryArg=a    | url must not hold ApplicationName, socketFactory",
                "jdbc:postgresql://host:99999/orders                     | url must have a port from 1 to 65535",
                "jdbc:postgresql://one:0,two/orders                      | url must have a port from 1 to 65535",
                "jdbc:postgresql://[::1]:abc/orders                      | url must have a port from 1 to 65535",
                "jdbc:postgresql://host/orders?sslmode=geheim            | url has a parameter sslmode that must be one of disable",
                "jdbc:postgresql://host/orders?sslMode=require           | url has a parameter sslMode that pgJDBC does not know",
                "jdbc:postgresql://host/orders?prepareThreshold=geheim   | url has a parameter prepareThreshold that must be a whole number",
                "jdbc:postgresql://host/orders?targetServerType=geheim   | url has a parameter targetServerType that must be one of any",
                "jdbc:postgresql://host/orders?ssl&connectTimeout=geheim | url has a parameter connectTimeout that must be a whole number",
                "jdbc:postgresql://host/orders?connectTimeout=-1         | url has a parameter connectTimeout that must not be negative",
                "jdbc:postgresql://host/orders?sslcert=%zz               | url has a parameter sslcert whose value cannot be read",
                "jdbc:postgresql://host/%zz                              | url cannot be read",
                "jdbc:postgresql://ep-old-sun-1-pooler.aws.neon.tech/db  | url must be the direct host",
                "jdbc:postgresql://one,EP-x-POOLER.aws.neon.tech:5432/db | url must be the direct host",
            })
    void shouldRefuseAUrlThatCannotWork(String url, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target(url, null))
                .withMessageStartingWith(reason)
                .withMessageNotContaining("geheim");
    }

    @Test
    void shouldBeKnownByItsPlaceOnNeon() {
        // When
        TargetConfig target = target(
                "jdbc:postgresql://ep-old-sun-1.aws.neon.tech/neondb",
                new NeonBranch("soft-dew-1", "br-summer-1", "ep-old-sun-1"));

        // Then
        assertThat(target.id()).isEqualTo("soft-dew-1/br-summer-1/ep-old-sun-1/neondb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://DB.example.com/orders                 | db.example.com:5432",
                "jdbc:postgresql://db.example.com:5433/orders?ssl=true   | db.example.com:5433",
                "jdbc:postgresql://one:1,two/orders                      | one:1,two:5432",
                "jdbc:postgresql://[::1]/orders                          | [::1]:5432",
            })
    void shouldKnowTheServer(String url, String server) {
        assertThat(target(url, null).server()).isEqualTo(server);
    }

    @Test
    void shouldLeadToOtherDatabasesOfTheServer() {
        // Given
        TargetConfig server = target("jdbc:postgresql://host:1/postgres?sslmode=require", null);

        // When
        TargetConfig other = server.of("a/b|c%20\n \"\uD83D\uDE80\"?+&");

        // Then
        assertThat(other.database()).isEqualTo("a/b|c%20\n \"\uD83D\uDE80\"?+&");
        assertThat(other.server()).isEqualTo("host:1");
        assertThat(other.url()).endsWith("?sslmode=require").doesNotContain(" ", "\n");
        assertThat(other.id()).isEqualTo("orders/a%2Fb%7Cc%2520%0A \"\uD83D\uDE80\"?+&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://ep-old-sun-1.eu-central-1.aws.neon.tech/neondb"})
    void shouldNotLookUpDatabasesOnNeonByConnecting(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetConfig("a", url, "anna", null, null, NamePatterns.ALL, null))
                .withMessageStartingWith("databases must not be given for a compute of Neon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "My Project", "a/b"})
    void shouldRefuseWhatIsNoIdOfNeon(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NeonBranch("p", id, "e"))
                .withMessageStartingWith("branch must be Neon's id");
    }

    @Test
    void shouldNotShowThePassword() {
        // When
        TargetConfig target =
                new TargetConfig("a", "jdbc:postgresql://host/orders", "anna", new Secret("geheim"), null);

        // Then
        assertThat(target.toString()).doesNotContain("geheim");
    }

    private static TargetConfig target(String url, @Nullable NeonBranch neon) {
        return new TargetConfig("orders", url, "neonwatch", null, neon);
    }
}
