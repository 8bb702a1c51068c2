package punchline.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("punchline.server", "punchline.protocol");

    /** Where sockets, files and clocks are. */
    private static final DescribedPredicate<JavaClass> SHELL = belongToAnyOf(
                    RendezvousServer.class, SocketPair.class, ServerConfig.class)
            .or(resideInAPackage("punchline.server.program"));

    @Test
    void theServerKnowsNoEngineNoWindowAndNoDatabase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("punchline.engine..", "io.netty..", "javafx..", "java.sql..", "org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void theDirectoryAndItsPartsReadNoClockSocketFileOrRandomSource() {
        DescribedPredicate<JavaClass> machine =
                resideInAnyPackage("punchline.server..", "punchline.protocol..").and(not(SHELL));
        noClasses()
                .that(machine)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.nio.file..", "java.time..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.\\w*Socket")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|Random|Input|Print).*")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(Random.class, long.class)
                .orShould()
                .callConstructor(SecureRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }
}
