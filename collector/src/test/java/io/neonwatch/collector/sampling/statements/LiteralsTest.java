package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM t1 WHERE a = $1 AND b2 > $12    | SELECT * FROM t1 WHERE a = $1 AND b2 > $12",
                "ALTER ROLE anna PASSWORD 'it''s secret'       | ALTER ROLE anna PASSWORD ?",
                "SELECT E'a\\'b', U&'d', x'ff', 'c'            | SELECT ?, U&?, ?, ?",
                "DO $body$ it's $1 secret $body$               | DO ?",
                "DO $$ secret $$                               | DO ?",
                "CALL pay(4111111111111111, -1.5e10, .5)       | CALL pay(?, -?, ?)",
                "SELECT \"it's 5\", 'x' FROM \"a\"\"b\"        | SELECT \"it's 5\", ? FROM \"a\"\"b\"",
                "SELECT 1 /* card '4111' */ -- and 'more       | SELECT ?",
                "SELECT a /*, ... */ FROM b                    | SELECT a   FROM b",
                "ALTER ROLE anna PASSWORD 'cut off at the en   | ALTER ROLE anna PASSWORD ?",
                "SET app.token TO geheim, geheim               | SET app.token TO ?",
                "CREATE FUNCTION f() SET a.b = geheim AS 'x'   | CREATE FUNCTION f() SET a.b = ?",
                "SELECT größe, tab$1 FROM \"🐘 2\"             | SELECT größe, tab$1 FROM \"🐘 2\"",
            })
    void shouldLeaveNoDataInTheText(String text, String expected) {
        assertThat(Literals.remove(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$BEGIN PERFORM 'geheim'; END$$ LANGUAGE plpgsql",
                "DO $a$ $b$geheim$b$ $ab$ geheim $a$",
                "DO $outer$ geheim",
                "COPY t FROM PROGRAM 'curl -u geheim' WITH (DELIMITER E'\\t', NULL 'geheim')",
                "COPY (SELECT 'geheim' FROM t) TO '/tmp/geheim'",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=geheim' PUBLICATION p",
                "ALTER SUBSCRIPTION s CONNECTION E'password=it\\'s geheim'",
                "CREATE ROLE a PASSWORD $$geheim$$ VALID UNTIL 'geheim'",
                "CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'geheim', password 'gehe''im geheim')",
                "SELECT E'a'\n'b\\'c geheim'",
                "SELECT E'a' \t\n -- geheim's\n  'b\\'c geheim', 1",
                "SELECT 'it\\'s geheim', 1",
                "SELECT U&'d\\0061t geheim', U&'geheim' UESCAPE '!'",
                "SELECT 1 /* a /* geheim */ geheim */",
                "SELECT 1 /* geheim /* */",
                "SELECT 1 -- geheim",
                "SELECT n'geheim', B'1', X'geheim', date'geheim'",
                "SET app.token TO geheim",
                "set local \"app\".token = geheim, geheim",
                "ALTER ROLE \"an na\" IN DATABASE d SET app.token = geheim",
                "ALTER SYSTEM SET app.token TO geheim",
                "ALTER ROLE \"a;b\" SET app.token TO geheim",
                "ALTER ROLE \"SET a = \"\"b\" SET \"app\" . \"to\"\"ken\" TO geheim, \"geheim geheim\"",
                "CREATE FUNCTION public.f1() RETURNS int LANGUAGE sql SET app.token TO geheim AS 'SELECT 1'",
                "CREATE PROCEDURE f() SET a.b = 5 SET app.token = geheim AS $$SELECT 'geheim'$$",
                "CREATE FUNCTION f() RETURNS int SET app.größe TO geheim BEGIN ATOMIC UPDATE t SET a = b; END",
                "SET app.größe🦉 TO geheim",
                "ALTER FUNCTION f(int) STRICT SET app.token TO geheim RESET ALL",
                "/* why */ SET SESSION app.token\n=\ngeheim",
                "SET local TO geheim",
                "SET a$b.token TO U&\"geheim\" UESCAPE '!'",
                "SET app.token TO \"geheim",
                "ALTER ROLE a PASSWORD 'geheim",
                "NOTIFY channel, 'geheim'",
                "EXECUTE p('geheim', E'\\'geheim')",
                "SELECT * FROM t WHERE a IN ('geheim', 'geheim' /*, ... */) AND b = 'geheim\nge''heim'",
            })
    void shouldNotBeFooled(String text) {
        // Then
        assertThat(Literals.remove(text)).isNotEmpty().doesNotContain("geheim").doesNotContain("heim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_000_000",
                "0x1F",
                "0o17",
                "0b11",
                "1.5e-10",
                "1E+5",
                ".25",
                "1_0.2_5",
                "123.",
                "4111111111111111"
            })
    void shouldTakeOutEveryKindOfNumber(String number) {
        // Then
        assertThat(Literals.remove("VALUES (" + number + ", -" + number + ")")).isEqualTo("VALUES (?, -?)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET a = $1, b = c WHERE d = $2",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET ROLE anna",
                "WITH a AS (UPDATE t SET a = b RETURNING *) SELECT * FROM a",
                "EXPLAIN (ANALYZE) UPDATE t SET a = b",
                "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
                "CREATE TABLE \"SET a = b\" (c int)",
                "INSERT INTO t VALUES ($1) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
                "SELECT \"U&x\", a -> b, c #>> d, e <=> $1 FROM t",
            })
    void shouldKeepWhatIsNoLiteral(String text) {
        // Then
        assertThat(Literals.remove(text)).isEqualTo(text);
    }

    @Test
    void shouldManageALongText() {
        // Given
        String text = "SELECT " + "'x''y', ".repeat(5_000) + "/*" + "*".repeat(50_000);

        // When
        String removed = Literals.remove(text);

        // Then
        assertThat(removed).doesNotContain("x").startsWith("SELECT ?, ?");
    }
}
