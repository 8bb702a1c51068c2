package punchline.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keeps protocol logic reproducible from its inputs, and the engine free of its front ends. */
class EngineArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("punchline.engine");

    /** Adapters to the machine and to libraries; everything else is protocol logic. */
    private static final String[] ADAPTERS = {
        "punchline.engine.socket.live..",
        "punchline.engine.mapping.live..",
        "punchline.engine.transcript.live..",
        "punchline.engine.session.quic..",
        "punchline.engine.profile..",
        "punchline.engine.identity.."
    };

    private static final DescribedPredicate<JavaClass> MACHINES = resideOutsideOfPackages(ADAPTERS)
            .and(describe(
                    "not within a class named Live…", type -> !type.getName().contains(".Live")));

    private static final Set<String> CLOCKS =
            Set.of("java.lang.System.nanoTime", "java.lang.System.currentTimeMillis", "java.lang.Thread.sleep");

    private static final DescribedPredicate<JavaCall<?>> READ_A_CLOCK = describe(
            "read a clock",
            call -> CLOCKS.contains(call.getTargetOwner().getName() + "." + call.getName())
                    || (call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getName().equals("now")));

    private static final DescribedPredicate<JavaClass> THE_OUTSIDE_WORLD = resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.net.http..")
            .or(describe(
                    "are sockets, files, clocks or random sources",
                    type -> Set.of(
                                    "java.io.File",
                                    "java.io.FileInputStream",
                                    "java.io.FileOutputStream",
                                    "java.io.RandomAccessFile",
                                    "java.net.Socket",
                                    "java.net.ServerSocket",
                                    "java.net.DatagramSocket",
                                    "java.net.NetworkInterface",
                                    "java.time.Clock",
                                    "java.util.Random",
                                    "java.util.SplittableRandom",
                                    "java.util.concurrent.ThreadLocalRandom",
                                    "java.security.SecureRandom")
                            .contains(type.getName())));

    private static final ArchRule MACHINES_ARE_PURE = noClasses()
            .that(MACHINES)
            .should()
            .dependOnClassesThat(THE_OUTSIDE_WORLD)
            .orShould()
            .callMethodWhere(READ_A_CLOCK)
            .orShould()
            .callMethodWhere(target(owner(name("java.lang.Math"))).and(target(name("random"))));

    @Test
    void machinesReadNoClockSocketFileOrRandomSource() {
        MACHINES_ARE_PURE.check(ENGINE);
    }

    @Test
    void theEngineKnowsNeitherTheWindowNorTheDatabase() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx..", "java.sql..", "javax.sql..", "org.sqlite.."))
                .check(ENGINE);
    }

    @Test
    void onlyAdaptersKnowTheQuicLibrary() {
        noClasses()
                .that(MACHINES)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.netty.channel..", "io.netty.handler..", "org.bouncycastle.."))
                .check(ENGINE);
    }

    @Test
    void aMachineThatReadTheWorldWouldBeCaught() {
        EvaluationResult result = MACHINES_ARE_PURE.evaluate(new ClassFileImporter().importClasses(Impure.class));

        List<String> found = result.getFailureReport().getDetails();
        assertThat(found).anyMatch(detail -> detail.contains("nanoTime"));
        assertThat(found).anyMatch(detail -> detail.contains("java.util.Random"));
        assertThat(found).anyMatch(detail -> detail.contains("DatagramSocket"));
    }

    /** What no machine may do. */
    static final class Impure {
        private final Random random = new Random(System.nanoTime());

        int send() throws SocketException {
            try (DatagramSocket socket = new DatagramSocket()) {
                return socket.getLocalPort() + random.nextInt();
            }
        }
    }
}
