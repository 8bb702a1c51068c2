package punchline.client.profile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where this system keeps what belongs to one user.
 *
 * @param data  profiles
 * @param cache what can be made anew, such as unpacked native libraries
 * @param config settings
 */
public record AppDirectories(Path data, Path cache, Path config) {
    /**
     * Follows the custom of the system: XDG Base Directory 0.8 on Linux and other Unix, {@code %LOCALAPPDATA%} on
     * Windows (a database does not belong into a roaming profile), {@code ~/Library} on macOS.
     *
     * @param system      the system property {@code os.name}
     * @param home        the user's home directory
     * @param environment answers null for what is not set
     */
    public static AppDirectories of(String system, Path home, UnaryOperator<@Nullable String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path local = absolute(
                    environment.apply("LOCALAPPDATA"),
                    absolute(environment.apply("APPDATA"), home.resolve("AppData/Local")));
            Path own = local.resolve("Punchline");
            return new AppDirectories(own, own.resolve(".cache"), own);
        }
        if (name.startsWith("mac")) {
            Path library = home.resolve("Library");
            Path own = library.resolve("Application Support/Punchline");
            return new AppDirectories(own, library.resolve("Caches/Punchline"), own);
        }
        Path data = absolute(environment.apply("XDG_DATA_HOME"), home.resolve(".local/share"));
        Path cache = absolute(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache"));
        Path config = absolute(environment.apply("XDG_CONFIG_HOME"), home.resolve(".config"));
        return new AppDirectories(data.resolve("punchline"), cache.resolve("punchline"), config.resolve("punchline"));
    }

    /** Everything within one directory of the user's choice. */
    public static AppDirectories within(Path directory) {
        return new AppDirectories(directory, directory.resolve(".cache"), directory);
    }

    /** "All paths set in these environment variables must be absolute"; others are ignored. */
    private static Path absolute(@Nullable String value, Path otherwise) {
        return value != null && !value.isEmpty() && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
    }
}
