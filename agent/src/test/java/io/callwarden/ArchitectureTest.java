package io.callwarden;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(
        packages = "io.callwarden",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTheSimulator.class})
class ArchitectureTest {
    @ArchTest
    static final ArchRule theCallModelKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("io.callwarden.call..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.callwarden.call..", "java..")
            .because("calls must be testable without a network, a database or a clock");

    @ArchTest
    static final ArchRule queuesKnowOnlyCalls = knowsOnlyCalls("queue");

    @ArchTest
    static final ArchRule voiceKnowsOnlyCalls = knowsOnlyCalls("voice");

    @ArchTest
    static final ArchRule employeesKnowOnlyCalls = knowsOnlyCalls("employee");

    @ArchTest
    static final ArchRule linesKnowOnlyTheJdkAndCalls = classes()
            .that()
            .resideInAPackage("io.callwarden.line..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.callwarden.line..", "io.callwarden.call..", "java..")
            .because("a recorded day must be able to be replayed without a network or a clock");

    @ArchTest
    static final ArchRule reportsKnowOnlyCallsAndTheirCustomers = classes()
            .that()
            .resideInAPackage("io.callwarden.report..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.callwarden.report..",
                    "io.callwarden.call..",
                    "io.callwarden.recovery..",
                    "io.callwarden.cost..",
                    "java..")
            .because("a report is a function of what is on record");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("io.callwarden.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingKnowsTheWiringButTheCommands = noClasses()
            .that()
            .resideInAPackage("io.callwarden.*..")
            .and()
            .resideOutsideOfPackage("io.callwarden.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.callwarden")
            .because("features are put together in one place, and do not reach back into it");

    @ArchTest
    static final ArchRule nothingKnowsTheCommandsButMain = noClasses()
            .that()
            .resideOutsideOfPackage("io.callwarden.cli..")
            .and()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.callwarden.cli..");

    @ArchTest
    static final ArchRule onlyAmiSpeaksToAsteriskAndOnlyServiceToSystemd = noClasses()
            .that()
            .resideOutsideOfPackages("io.callwarden.ami..", "io.callwarden.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "org.asteriskjava..");

    @ArchTest
    static final ArchRule onlyTheWebAndWebhooksUseVertx = noClasses()
            .that()
            .resideOutsideOfPackages("io.callwarden.web..", "io.callwarden.webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    @ArchTest
    static final ArchRule webhooksKnowNoticesAndSettings = noClasses()
            .that()
            .resideInAPackage("io.callwarden.webhook..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.callwarden..")
                    .and(not(resideInAnyPackage(
                            "io.callwarden.webhook..", "io.callwarden.notify..", "io.callwarden.config.."))))
            .because("what is sent is decided elsewhere; a webhook brings it");

    @ArchTest
    static final ArchRule onlyWebhooksUseTemplates = noClasses()
            .that()
            .resideOutsideOfPackage("io.callwarden.webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.samskivert..");

    @ArchTest
    static final ArchRule onlyMailSpeaksSmtp = noClasses()
            .that()
            .resideOutsideOfPackage("io.callwarden.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule mailKnowsNoticesAndNotWhatTheyTellOf = classes()
            .that()
            .resideInAPackage("io.callwarden.mail..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.callwarden.mail..",
                    "io.callwarden.notify..",
                    "io.callwarden.export..",
                    "io.callwarden.config..",
                    "java..",
                    "javax.net.ssl..",
                    "jakarta.mail..",
                    "org.eclipse.angus..",
                    "org.slf4j..",
                    "tools.jackson..");

    @ArchTest
    static final ArchRule onlyTheStoreUsesDatabases = noClasses()
            .that()
            .resideOutsideOfPackage("io.callwarden.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.h2..");

    @ArchTest
    static final ArchRule timeComesIn = noClasses()
            .that()
            .resideInAPackage("io.callwarden.*..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .because("a test must be able to say what time it is");

    @ArchTest
    static final ArchRule packagesAreNamedForFeatures = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..misc..", "..impl..", "..manager..", "..model..");

    private static ArchRule knowsOnlyCalls(String feature) {
        String itself = "io.callwarden." + feature + "..";
        return classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(itself, "io.callwarden.call..", "java..")
                .because("what is live must be testable without a network or a clock");
    }

    /** A program of its own, here for the tests. */
    static final class WithoutTheSimulator implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/callwarden/simulator/");
        }
    }
}
