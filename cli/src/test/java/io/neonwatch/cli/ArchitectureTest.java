package io.neonwatch.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rule of docs/architecture.md, over the whole program. */
@AnalyzeClasses(packages = "io.neonwatch", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldDependOnlyAsTheArchitectureSays = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("runtime")
            .definedBy("io.neonwatch.runtime..")
            .layer("schemas")
            .definedBy(
                    "io.neonwatch.schemas..",
                    "io.neonwatch.topic..",
                    "io.neonwatch.registry..",
                    "io.neonwatch.metrics..")
            .layer("neon")
            .definedBy("io.neonwatch.neon..")
            .layer("sandbox")
            .definedBy("io.neonwatch.sandbox..")
            .layer("collector")
            .definedBy("io.neonwatch.collector..")
            .layer("processor")
            .definedBy("io.neonwatch.processor..")
            .layer("notifier")
            .definedBy("io.neonwatch.notifier..")
            .layer("cli")
            .definedBy("io.neonwatch.cli..")
            .whereLayer("runtime")
            .mayNotAccessAnyLayer()
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("neon")
            .mayOnlyAccessLayers("runtime")
            .whereLayer("sandbox")
            .mayOnlyAccessLayers("neon", "runtime")
            .whereLayer("collector")
            .mayOnlyAccessLayers("schemas", "runtime", "neon")
            .whereLayer("processor")
            .mayOnlyAccessLayers("schemas", "runtime")
            .whereLayer("notifier")
            .mayOnlyAccessLayers("schemas", "runtime", "neon")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    /** The command line, and the sandbox's containers, each of which is a program of its own. */
    private static final String[] PROGRAMS = {"io.neonwatch.cli..", "io.neonwatch.sandbox.container.."};

    @ArchTest
    static final ArchRule shouldEndTheProgramOnlyFromAProgram =
            noClasses().that().resideOutsideOfPackages(PROGRAMS).should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule shouldReadTheEnvironmentOnlyFromAProgram = noClasses()
            .that()
            .resideOutsideOfPackages(PROGRAMS)
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv");
}
