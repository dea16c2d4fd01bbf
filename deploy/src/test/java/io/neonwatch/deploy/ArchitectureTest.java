package io.neonwatch.deploy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldSubscribeWithNothingOfOurs = noClasses()
            .that()
            .belongToAnyOf(PlainSubscriber.class)
            .should()
            .dependOnClassesThat(resideInAPackage("io.neonwatch..").and(not(belongToAnyOf(PlainSubscriber.class))));
}
