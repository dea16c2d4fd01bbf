package io.neonwatch.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of docs/architecture.md that concern the processor. */
@AnalyzeClasses(packages = "io.neonwatch.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule APPLICATIONS_DO_NOT_IMPORT_APPLICATIONS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.neonwatch.collector..",
                    "io.neonwatch.notifier..",
                    "io.neonwatch.cli..",
                    "io.neonwatch.neon..",
                    "io.neonwatch.sandbox..");

    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE = classes()
            .that()
            .resideInAnyPackage("..lifecycle..", "..windows..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math",
                    "java.nio.charset",
                    "java.security",
                    "java.time..",
                    "java.util..",
                    "io.neonwatch.schemas",
                    "io.neonwatch.processor.rules",
                    "io.neonwatch.processor.lifecycle",
                    "io.neonwatch.processor.windows",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule DECISIONS_HAVE_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("..lifecycle..", "..windows..", "..alerts..", "..rules..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    @ArchTest
    static final ArchRule RULES_KNOW_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("..rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.sql..", "java.net..", "org.slf4j..");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_IMPORT_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage("..alerts..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..deadletters..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.neonwatch.processor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_ENDS_THE_PROGRAM = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);
}
