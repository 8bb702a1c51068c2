package punchline.settings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All settings of one program: the one place that names them, for files, environment, command line and documents. */
public final class SettingTable {
    private final String environmentPrefix;
    private final Predicate<String> othersEnvironment;
    private final Map<String, Setting<?>> settings = new LinkedHashMap<>();

    /**
     * A table.
     *
     * @param environmentPrefix   of the variables of this program, as {@code PUNCHLINE_}
     * @param othersEnvironment   tells which variables with that prefix belong to other programs
     * @param settings            in the order in which people read them
     */
    public SettingTable(String environmentPrefix, Predicate<String> othersEnvironment, List<Setting<?>> settings) {
        this.environmentPrefix = environmentPrefix;
        this.othersEnvironment = othersEnvironment;
        settings.forEach(setting -> this.settings.put(setting.key(), setting));
    }

    /** In the order in which people read them. */
    public List<Setting<?>> settings() {
        return List.copyOf(settings.values());
    }

    /** As {@code PUNCHLINE_MAX_PEERS} for {@code max-peers}. */
    public String environmentName(Setting<?> setting) {
        return environmentPrefix + setting.key().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Puts together what is set where.
     *
     * @param files       a later one goes before an earlier one
     * @param environment goes before all files; of it only the variables with this program's prefix count
     * @param commandLine by key, goes before everything
     * @throws InvalidSettingException for the first thing that is not in this table, or not allowed
     */
    public Settings read(List<SettingsFile> files, Map<String, String> environment, Map<String, String> commandLine)
            throws InvalidSettingException {
        Map<String, String> given = new HashMap<>();
        for (SettingsFile file : files) {
            for (SettingsFile.Line line : file.lines()) {
                Setting<?> setting = settings.get(line.key());
                if (setting == null) {
                    throw new InvalidSettingException(line.where() + ": there is no key '" + line.key()
                            + "'; the keys are " + String.join(", ", settings.keySet()));
                }
                put(given, line.where() + ": " + line.key(), setting, line.value());
            }
        }
        Map<String, Setting<?>> byVariable = new LinkedHashMap<>();
        settings.values().forEach(setting -> byVariable.put(environmentName(setting), setting));
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(environmentPrefix) && !othersEnvironment.test(name)) {
                Setting<?> setting = byVariable.get(name);
                if (setting == null) {
                    throw new InvalidSettingException("environment: there is no " + name + "; the variables are "
                            + String.join(", ", byVariable.keySet()));
                }
                put(given, "environment: " + name, setting, variable.getValue());
            }
        }
        for (Setting<?> setting : settings.values()) {
            @Nullable String text = commandLine.get(setting.key());
            if (text != null) {
                put(given, setting.option(), setting, text);
            }
        }
        return new Settings(given);
    }

    private static void put(Map<String, String> given, String where, Setting<?> setting, String text)
            throws InvalidSettingException {
        if (setting.parse(text) == null) {
            throw new InvalidSettingException(where + ": expected " + setting.allowed() + ", not '" + text + "'");
        }
        given.put(setting.key(), text);
    }

    /** The table as documents show it. */
    public String markdown() {
        StringBuilder rows =
                new StringBuilder("| key | environment | allowed | default | what it does |\n|---|---|---|---|---|\n");
        for (Setting<?> setting : settings.values()) {
            rows.append("| `").append(setting.key()).append("` | `").append(environmentName(setting));
            rows.append("` | ").append(setting.allowed()).append(" | ").append(setting.standardText());
            rows.append(" | ").append(setting.meaning()).append(" |\n");
        }
        return rows.toString();
    }
}
