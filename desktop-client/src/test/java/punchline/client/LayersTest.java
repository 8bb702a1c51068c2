package punchline.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("punchline.client");

    @Test
    void theConsoleKnowsNoWindow() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "punchline.client.console..", "punchline.client.profile..", "punchline.client.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..", "punchline.client.ui..")
                .check(CLIENT);
    }

    @Test
    void theLauncherReachesTheWindowThroughOneClassOnly() {
        noClasses()
                .that()
                .resideInAPackage("punchline.client")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..")
                .check(CLIENT);
    }

    @Test
    void frontEndsKnowThePeerByItsFaceOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("punchline.client.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("punchline.store..", "io.netty..", "java.sql..", "punchline.server..")
                .check(CLIENT);
    }
}
