package io.neonwatch.collector.sampling.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainableTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM a ORDER BY b LIMIT $1                    | SELECT * FROM a ORDER BY b LIMIT 10            | 0",
                "SELECT * FROM a WHERE c=$1 LIMIT $2 OFFSET $3          | SELECT * FROM a WHERE c=$1 LIMIT 10 OFFSET 0   | 1",
                "SELECT * FROM a OFFSET $1 LIMIT $2;                    | SELECT * FROM a OFFSET 0 LIMIT 10              | 0",
                "SELECT * FROM a LIMIT ($1)::bigint FOR UPDATE          | SELECT * FROM a LIMIT (10)::bigint FOR UPDATE  | 0",
                "SELECT * FROM a FETCH FIRST $1 ROWS ONLY               | SELECT * FROM a FETCH FIRST 10 ROWS ONLY       | 0",
                "SELECT * FROM (SELECT * FROM a LIMIT $1) b WHERE c=$2  | SELECT * FROM (SELECT * FROM a LIMIT 10) b WHERE c=$1 | 1",
                "SELECT e <-> $1 FROM a ORDER BY e <-> $1 LIMIT $2      | SELECT e <-> $1 FROM a ORDER BY e <-> $1 LIMIT 10 | 1",
                "(SELECT * FROM a LIMIT $1) UNION SELECT $2, $3         | (SELECT * FROM a LIMIT 10) UNION SELECT $1, $2 | 2",
                "SELECT $1 FROM a LIMIT $2 /* LIMIT $3 */               | SELECT $1 FROM a LIMIT 10                      | 1",
                "SELECT 'limit $1', $$ $1 $$, \"limit\" FROM a WHERE b=$1 | SELECT 'limit $1', $$ $1 $$, \"limit\" FROM a WHERE b=$1 | 1",
                "SELECT a.limit FROM a WHERE a.limit > $1               | SELECT a.limit FROM a WHERE a.limit > $1       | 1",
                "SELECT now() - interval $1, date $2 FROM a LIMIT $3    | SELECT now() - $1::interval, $2::date FROM a LIMIT 10 | 2",
                "SELECT INTERVAL $1 year, date, a.date FROM a WHERE date = $2 | SELECT $1::interval year, date, a.date FROM a WHERE date = $2 | 2",
                "SELECT * FROM a WHERE b > timestamp with time zone $1 AT TIME ZONE $2 | SELECT * FROM a WHERE b > $1::timestamp with time zone AT TIME ZONE $2 | 2",
                "SELECT EXTRACT($1 FROM b), extract($2 from c - $3) FROM a | SELECT EXTRACT(epoch FROM b), extract(epoch from c - $1) FROM a | 1",
                "PREPARE \"as\" (int, numeric(5, 2)) AS SELECT * FROM a AS b WHERE c > $1 LIMIT $2 | SELECT * FROM a AS b WHERE c > $1 LIMIT 10 | 1",
                "/*+ SeqScan(a) */ SELECT * FROM a LIMIT $1 | /*+ SeqScan(a) */ SELECT * FROM a LIMIT 10 | 0",
                "INSERT INTO a SELECT * FROM b LIMIT $1 ON CONFLICT (c) DO UPDATE SET d=$2 | INSERT INTO a SELECT * FROM b LIMIT 10 ON CONFLICT (c) DO UPDATE SET d=$1 | 1",
            })
    void shouldPutANumberInPlaceOfAParameterOfALimit(String text, String expected, int parameters) {
        // When
        ExplainableText explainable = ExplainableText.of(text, 10).orElseThrow();

        // Then
        assertThat(explainable.sql()).isEqualTo(expected);
        assertThat(explainable.parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM a",
                "CREATE TABLE a AS SELECT 1",
                "COPY a TO STDOUT",
                "EXPLAIN SELECT 1",
                "PREPARE TRANSACTION 'a'",
                "SELECT 1; DROP TABLE a",
                "SELECT /* neonwatch */ 1",
                "DO $$ select 1 $$",
                "CALL a($1)",
                "",
                "-- SELECT 1",
                ";;",
            })
    void shouldNotExplainAnythingElse(String text) {
        // Then
        assertThat(ExplainableText.of(text, 10)).isEmpty();
    }

    @Test
    void shouldKnowWhichOnlyRead() {
        // Then
        assertThat(ExplainableText.of("WITH x AS (SELECT 1) SELECT * FROM x", 10))
                .hasValueSatisfying(text -> assertThat(text.reads()).isTrue());
        assertThat(ExplainableText.of("WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x", 10))
                .hasValueSatisfying(text -> assertThat(text.reads()).isFalse());
        assertThat(ExplainableText.of("MERGE INTO a USING b ON a.c = b.c WHEN MATCHED THEN DELETE", 10))
                .hasValueSatisfying(text -> assertThat(text.reads()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'x''y', ", "E'\\'', ", "/* /* */ */ ", "((((", "$tag$ ", "\"a\"\"", "-- x\n", "U&'\\00e9' "})
    void shouldManageALongText(String piece) {
        // Given
        String text = "SELECT $1, " + piece.repeat(10_000);

        // When
        var explainable = ExplainableText.of(text, 10);

        // Then
        assertThat(explainable).isPresent();
    }
}
