package io.neonwatch.notifier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.neonwatch.notifier", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** Features know what they share, and not each other. */
    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHER = slices().matching("io.neonwatch.notifier.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideOutsideOfPackages("io.neonwatch.notifier.channel..", "io.neonwatch.notifier.kafka.."),
                    resideInAnyPackage("io.neonwatch.notifier.channel..", "io.neonwatch.notifier.kafka.."));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.neonwatch.notifier.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = classes()
            .that()
            .haveSimpleNameEndingWith("Rules")
            .or()
            .haveSimpleNameEndingWith("Plan")
            .or()
            .haveSimpleName("Router")
            .or()
            .haveSimpleName("RetryPolicy")
            .or()
            .haveSimpleName("IntentId")
            .or()
            .haveSimpleName("Page")
            .or()
            .haveSimpleName("OffsetTracker")
            .or()
            .haveSimpleName("TokenBucket")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "io.neonwatch..", "org.apache.avro..", "org.jspecify..")
                            .and(resideOutsideOfPackages("java.net..", "java.sql..", "java.io..")));

    @ArchTest
    static final ArchRule DECISIONS_HAVE_NO_CLOCK = noClasses()
            .that()
            .haveSimpleNameEndingWith("Rules")
            .or()
            .haveSimpleName("Router")
            .or()
            .haveSimpleName("RetryPolicy")
            .or()
            .haveSimpleName("TokenBucket")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONLY_EMAIL_KNOWS_MAIL = noClasses()
            .that()
            .resideOutsideOfPackage("io.neonwatch.notifier.email..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule NO_OTHER_APPLICATION = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.neonwatch.collector..",
                    "io.neonwatch.processor..",
                    "io.neonwatch.cli..",
                    "io.neonwatch.sandbox..");

    @ArchTest
    static final ArchRule ONLY_CLI_READS_THE_ENVIRONMENT_OR_EXITS = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class);
}
