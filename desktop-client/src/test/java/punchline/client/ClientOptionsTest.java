package punchline.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import punchline.engine.TraversalOptions;
import punchline.engine.conversation.ChatOptions;
import punchline.protocol.ServerAddress;

class ClientOptionsTest {
    @Test
    void withoutArgumentsItIsAWindowOnTheDefaultProfile() {
        assertThat(parse())
                .isEqualTo(new ClientOptions.Parsed.Run(new ClientOptions(
                        "default",
                        null,
                        List.of(),
                        null,
                        0,
                        true,
                        false,
                        false,
                        TraversalOptions.ALL,
                        ChatOptions.standard(),
                        ProtectionOptions.NONE,
                        null,
                        false,
                        false)));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(parse(
                        "--profile",
                        "bob",
                        "--data",
                        "d",
                        "--server",
                        "203.0.113.7:6327,[::1]:1",
                        "--name",
                        "Bob B",
                        "--port",
                        "5000",
                        "--unlisted",
                        "--accept-all",
                        "--log-text",
                        "--no-port-mapping",
                        "--no-random-ports",
                        "--no-typing",
                        "--no-read-receipts",
                        "--console",
                        "--json",
                        "punchline:abc"))
                .isEqualTo(new ClientOptions.Parsed.Run(new ClientOptions(
                        "bob",
                        Path.of("d"),
                        List.of(new ServerAddress("203.0.113.7", 6327), new ServerAddress("::1", 1)),
                        "Bob B",
                        5000,
                        false,
                        true,
                        true,
                        new TraversalOptions(false, false),
                        new ChatOptions(false, false),
                        ProtectionOptions.NONE,
                        "punchline:abc",
                        true,
                        true)));
    }

    @Test
    void jsonIsAConsole() {
        assertThat(parse("--json"))
                .isInstanceOfSatisfying(
                        ClientOptions.Parsed.Run.class,
                        run -> assertThat(run.options().console()).isTrue());
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(parse("--help")).isInstanceOfSatisfying(ClientOptions.Parsed.Stop.class, stop -> {
            assertThat(stop.exitCode()).isZero();
            assertThat(stop.text())
                    .contains("--profile", "--data", "--server", "--name", "--port", "--unlisted")
                    .contains(
                            "--accept-all",
                            "--no-port-mapping",
                            "--no-random-ports",
                            "--no-typing",
                            "--no-read-receipts",
                            "--console",
                            "--json",
                            "--help",
                            "--version");
        });
    }

    @Test
    void theVersionIsTold() {
        assertThat(parse("--version"))
                .isEqualTo(new ClientOptions.Parsed.Stop("punchline 1.2.3" + System.lineSeparator(), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=65536 | --port: expected a whole number from 0 to 65535, not '65536'",
                "--port=x | --port: expected a whole number from 0 to 65535, not 'x'",
                "--server=here | --server: expected IPADDRESS:PORT",
                "--server=203.0.113.7:6327,here | --server: expected IPADDRESS:PORT",
                "--server=203.0.113.7:6327, | --server: expected IPADDRESS:PORT",
                "--name= | --name: expected 1 to 64 characters",
                "--profile=../x | --profile: expected 1 to 64 letters",
                "--frobnicate | --frobnicate",
                "frobnicate | Unmatched argument: 'frobnicate'. An invite begins with punchline:",
            })
    void aWrongArgumentIsExplained(String argument, String explanation) {
        assertThat(parse(argument)).isInstanceOfSatisfying(ClientOptions.Parsed.Stop.class, stop -> {
            assertThat(stop.exitCode()).isEqualTo(2);
            assertThat(stop.text()).contains(explanation).contains("Try --help.");
        });
    }

    @Test
    void filesAndVariablesSetWhatTheCommandLineDoesNot(@TempDir Path directory) throws IOException {
        Path system = directory.resolve("system.conf");
        Path own = directory.resolve("own.conf");
        Files.writeString(system, "listed = no\ntyping = no   # for everybody here\nname = Somebody\nport = 1");
        Files.writeString(own, "name=Alice #1\nport=2\n");
        List<Path> places = List.of(system, own, directory.resolve("absent.conf"));
        Map<String, String> variables = Map.of("PUNCHLINE_PORT", "3", "PUNCHLINE_SERVER_PORT", "x");

        ClientOptions options = options(ClientOptions.parse("1", places, variables, "--typing"));
        assertThat(options.name()).isEqualTo("Alice");
        assertThat(options.port()).isEqualTo(3);
        assertThat(options.listed()).isFalse();
        assertThat(options.chat().typing()).isTrue();
        assertThat(options(ClientOptions.parse("1", places, variables, "--listed", "--port=4"))
                        .listed())
                .isTrue();

        Files.writeString(own, "\nnmae=Alice");
        assertThat(ClientOptions.parse("1", places, Map.of()))
                .isInstanceOfSatisfying(ClientOptions.Parsed.Stop.class, stop -> {
                    assertThat(stop.exitCode()).isEqualTo(2);
                    assertThat(stop.text()).contains("own.conf line 2: there is no key 'nmae'; the keys are profile,");
                });
        assertThat(options(ClientOptions.parse("1", places, Map.of(), "--config", system.toString()))
                        .name())
                .isEqualTo("Somebody");
    }

    @Test
    void theFileOfAProfileIsOpenedAsTheProfileOfItsName() {
        ClientOptions opened = options("/home/al/Work & home.punchline");
        assertThat(opened.profile()).isEqualTo("Work___home");
        assertThat(opened.invite()).isNull();
        assertThat(opened.protection().importFrom()).isEqualTo(Path.of("/home/al/Work & home.punchline"));
        assertThat(opened.protection().isTransfer()).isFalse();
        assertThat(options("--profile", "other", "x.punchline").profile()).isEqualTo("other");
        assertThat(parse("--json", "x.punchline"))
                .isInstanceOfSatisfying(
                        ClientOptions.Parsed.Stop.class,
                        stop -> assertThat(stop.text()).contains("--import-profile x.punchline"));
    }

    @Test
    void theDocumentHasTheTableOfSettings() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
                .contains(ClientSettings.TABLE.markdown());
    }

    private static ClientOptions.Parsed parse(String... arguments) {
        return ClientOptions.parse("1.2.3", arguments);
    }

    @Test
    void aPassphraseComesFromAFileOrFromStandardInput() {
        assertThat(options("--console", "--passphrase-file", "-", "--new-passphrase-file", "next")
                        .protection())
                .isEqualTo(new ProtectionOptions("-", "next", null, null, null));
        assertThat(ClientOptions.parse("1", "--json", "--passphrase-file", "-"))
                .isInstanceOfSatisfying(
                        ClientOptions.Parsed.Stop.class,
                        stop -> assertThat(stop.text()).contains("commands come from standard input"));
    }

    private static ClientOptions options(String... arguments) {
        return options(ClientOptions.parse("1", arguments));
    }

    private static ClientOptions options(ClientOptions.Parsed parsed) {
        return switch (parsed) {
            case ClientOptions.Parsed.Run(ClientOptions options) -> options;
            case ClientOptions.Parsed.Stop stop -> throw new AssertionError(stop.text());
        };
    }
}
