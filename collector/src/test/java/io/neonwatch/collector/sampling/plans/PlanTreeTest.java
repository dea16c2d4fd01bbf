package io.neonwatch.collector.sampling.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.RelationName;
import org.junit.jupiter.api.Test;

class PlanTreeTest {

    @Test
    void shouldTakeNothingThatMayHoldData() throws JsonProcessingException {
        // When
        PlanShape shape = shape("""
                {"Node Type": "Aggregate", "Strategy": "Plain", "Partial Mode": "Simple", "Total Cost": 17.5,
                 "Output": ["count('geheim')"], "Plans": [
                   {"Node Type": "Bitmap Heap Scan", "Parent Relationship": "Outer", "Relation Name": "Bestell\\"ung",
                    "Schema": "s", "Alias": "b", "Recheck Cond": "(name = 'geheim')", "Plans": [
                      {"Node Type": "Bitmap Index Scan", "Parent Relationship": "Outer", "Index Name": "b_name",
                       "Index Cond": "(name = 'geheim')"}]},
                   {"Node Type": "Function Scan", "Parent Relationship": "SubPlan", "Function Name": "f",
                    "Function Call": "f('geheim')"}]}
                """);

        // Then
        assertThat(shape.text()).isEqualTo("""
                Aggregate
                  Bitmap Heap Scan on s.Bestell"ung
                    Bitmap Index Scan using b_name
                  SubPlan: Function Scan of f""");
        assertThat(shape.indexes()).containsExactly(new RelationName("s", "b_name"));
        assertThat(shape.relations()).containsExactly(new RelationName("s", "Bestell\"ung"));
        assertThat(shape.hash()).matches("[0-9a-f]{16}");
    }

    @Test
    void shouldHaveTheSameHashWhateverItCosts() throws JsonProcessingException {
        // Then
        assertThat(shape("{\"Node Type\": \"Result\", \"Total Cost\": 1}"))
                .isEqualTo(shape("{\"Node Type\": \"Result\", \"Total Cost\": 2}"));
        assertThat(shape("{\"Node Type\": \"Result\"}").hash())
                .isNotEqualTo(shape("{\"Node Type\": \"Sort\"}").hash());
    }

    @Test
    void shouldStayTheSameWhenAPartitionIsAdded() throws JsonProcessingException {
        // Given
        String monday = partition("orders_monday", 1);
        String tuesday = partition("orders_tuesday", 2);
        String other = "{\"Node Type\": \"Seq Scan\", \"Schema\": \"s\", \"Relation Name\": \"a\", \"Alias\": \"a\"}";

        // When
        PlanShape one = shape("{\"Node Type\": \"Append\", \"Plans\": [" + monday + "]}");
        PlanShape two = shape("{\"Node Type\": \"Append\", \"Plans\": [" + monday + "," + tuesday + "]}");
        PlanShape union = shape("{\"Node Type\": \"Append\", \"Plans\": [" + monday + "," + other + "]}");

        // Then
        assertThat(two.hash()).isEqualTo(one.hash());
        assertThat(two.indexes()).hasSize(2);
        assertThat(union.text()).contains("Index Scan on a partition", "Seq Scan on s.a");
    }

    @Test
    void shouldNotTakeTheSameTableInAUnionForAPartition() throws JsonProcessingException {
        // Given
        String first = "{\"Node Type\": \"Seq Scan\", \"Schema\": \"s\", \"Relation Name\": \"a\", \"Alias\": \"a\"}";
        String second = "{\"Node Type\": \"Index Scan\", \"Schema\": \"s\", \"Relation Name\": \"a\","
                + " \"Alias\": \"a_1\", \"Index Name\": \"a_b\"}";

        // When
        PlanShape union = shape("{\"Node Type\": \"Append\", \"Plans\": [" + first + "," + second + "]}");

        // Then
        assertThat(union.text()).contains("Seq Scan on s.a", "Index Scan using a_b on s.a");
    }

    private static String partition(String name, int number) {
        return "{\"Node Type\": \"Index Scan\", \"Schema\": \"s\", \"Relation Name\": \"" + name
                + "\", \"Alias\": \"orders_" + number + "\", \"Index Name\": \"" + name + "_pkey\"}";
    }

    private static PlanShape shape(String plan) throws JsonProcessingException {
        return PlanTree.shape(new ObjectMapper().readTree("[{\"Plan\": " + plan + "}]"));
    }
}
