package io.neonwatch.collector;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.neonwatch.metrics.MetricBatchBuilder;

@AnalyzeClasses(packages = "io.neonwatch.collector", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** What decides, apart from the classes that ask and write. */
    private static final String DECIDING =
            ".*\\.(\\w+(Plan|Deltas|History|Change|Changes|Rate|Counts|Counters|Reading|Marks|Schedule|Totals|Shapes|Queue|Rules)"
                    + "|SlowQueries|Literals|KnownTexts|Leads|Lease|OwnBranches|NamePatterns|StartTimes"
                    + "|IndexChoice|ExpectedRows|DistanceFunction|LargestOrBusiest"
                    + "|CommentTags|ActiveTime|Allowance|LockTree|Waits|SqlTokens|ExplainableText|PlanTree|Exposition|SampleLine|SeriesKind)";

    @ArchTest
    static final ArchRule appsMeetOnTopicsOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.neonwatch.processor..",
                    "io.neonwatch.notifier..",
                    "io.neonwatch.cli..",
                    "io.neonwatch.sandbox..");

    /** But for the fleet, which is what it says: many of what sampling has one of. */
    @ArchTest
    static final ArchRule featuresDoNotKnowEachOther = slices().matching("io.neonwatch.collector.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("io.neonwatch.collector.fleet.."),
                    resideInAPackage("io.neonwatch.collector.sampling"));

    @ArchTest
    static final ArchRule probesDoNotKnowEachOther =
            slices().matching("io.neonwatch.collector.sampling.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheAppKnowsTheProbes = noClasses()
            .that()
            .resideInAPackage("io.neonwatch.collector.sampling")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.neonwatch.collector.sampling.*..");

    @ArchTest
    static final ArchRule decisionsArePure = noClasses()
            .that()
            .haveNameMatching(DECIDING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net..", "org.apache.kafka..", "org.slf4j..", "io.micrometer..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /**
     * So that the documentation has every metric that is written. An application's own metrics bear names that only the
     * application knows; one class passes them on.
     */
    @ArchTest
    static final ArchRule metricsAreDeclared = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.neonwatch.collector.sampling.application.ApplicationBatch")
            .should()
            .callMethod(MetricBatchBuilder.class, "group", String[].class)
            .orShould()
            .callMethod(MetricBatchBuilder.class, "gauge", String.class, String.class, double.class)
            .orShould()
            .callMethod(MetricBatchBuilder.class, "delta", String.class, String.class, double.class);

    @ArchTest
    static final ArchRule onlyPublisherAndAssignmentKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages("io.neonwatch.collector.publish", "io.neonwatch.collector.assignment")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients..");

    /** What is read is who shares, never a record. */
    @ArchTest
    static final ArchRule onlyThePublisherWritesToKafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.neonwatch.collector.publish")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients.producer..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheProcess = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class);
}
