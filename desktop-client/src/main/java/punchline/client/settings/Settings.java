package punchline.client.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import punchline.client.profile.PrivateFiles;

/**
 * The settings of a profile, in {@code settings.properties}. What is not there is as at the first start. Keys that this version does
 * not know are kept. A file that cannot be read, or that says something impossible, stops nothing: what is wrong with it counts as
 * not set, {@link #problem} tells so, and before it is written anew a copy is put aside. Safe for any thread.
 */
public final class Settings {
    /** The file's name within a profile. */
    public static final String FILE_NAME = "settings.properties";

    /** Local UDP port, 0 for any. */
    public static final String PORT = "network.port";

    /** Whether the router may be asked for a port. */
    public static final String PORT_MAPPING = "network.portMapping";

    /** Whether random ports may be searched. */
    public static final String RANDOM_PORTS = "network.randomPorts";

    /** Whether others may see that I am writing. */
    public static final String TYPING = "privacy.typing";

    /** Whether others may see how far I have read. */
    public static final String READ_RECEIPTS = "privacy.readReceipts";

    /** The letters' size in per cent of the usual one. */
    public static final String TEXT_SIZE = "appearance.textSize";

    /** The ISO 639 code of the language that the window speaks; the system's if there is none. */
    public static final String LANGUAGE = "appearance.language";

    /** All settings there are take less than a tenth of it. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_PORT = 65_535;

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private static final String KEY = "[A-Za-z][A-Za-z0-9.-]{0,63}";

    /** What the values of those keys can be; all others are read by those who know them. */
    private static final Map<String, Predicate<String>> POSSIBLE = Map.of(
            PORT, value -> isWhole(value, 0, MAX_PORT),
            PORT_MAPPING, Settings::isFlag,
            RANDOM_PORTS, Settings::isFlag,
            TYPING, Settings::isFlag,
            READ_RECEIPTS, Settings::isFlag,
            LANGUAGE, value -> value.matches("[a-z]{2,3}"),
            TEXT_SIZE, value -> isWhole(value, 1, 1000));

    private final Path file;
    private final TreeMap<String, String> values = new TreeMap<>();
    private @Nullable String problem;

    private Settings(Path file) {
        this.file = file;
    }

    /** Reads a file, which need not be there. */
    public static Settings load(Path file) {
        Settings settings = new Settings(file);
        settings.reload();
        return settings;
    }

    /** Reads the file once more, for it may have been put there since. */
    public synchronized void reload() {
        values.clear();
        problem = null;
        try {
            if (Files.size(file) > MAX_BYTES) {
                problem = "it is larger than " + MAX_BYTES / 1024 + " KiB";
            } else {
                read(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("nothing is set yet in {}", file);
        } catch (IOException | IllegalArgumentException e) {
            problem = "it is damaged";
            LOG.warn("the settings in {} cannot be read: {}", file, e.toString());
        }
    }

    private void read(String text) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(text));
        for (String key : read.stringPropertyNames()) {
            String value = read.getProperty(key).strip();
            Predicate<String> possible = POSSIBLE.get(key);
            if (!key.matches(KEY)) {
                problem = "it holds something else than settings";
            } else if (possible != null && !possible.test(value)) {
                problem = key + " cannot be \"" + value.substring(0, Math.min(value.length(), 40)) + "\"";
            } else {
                values.put(key, value);
            }
        }
    }

    /** Where they are kept. */
    public Path file() {
        return file;
    }

    /** What was wrong with the file, to be put into a sentence; null if nothing. */
    public synchronized @Nullable String problem() {
        return problem;
    }

    /** Where a file is put aside that something was wrong with, once it is written anew. */
    public Path putAside() {
        return file.resolveSibling(file.getFileName() + ".broken");
    }

    /** What a key is set to, null if it is not. */
    public synchronized @Nullable String get(String key) {
        return values.get(key);
    }

    /** Whether a flag is set to true; {@code otherwise} if it is not set. */
    public boolean isOn(String key, boolean otherwise) {
        String value = get(key);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }

    /** The whole number that a key is set to; {@code otherwise} if it is not set, or none. */
    public int number(String key, int otherwise) {
        String value = get(key);
        return value != null && isWhole(value, 0, Integer.MAX_VALUE) ? Integer.parseInt(value) : otherwise;
    }

    /**
     * Sets several at once, durably. A null takes one away.
     *
     * @return whether they are kept for the next start
     */
    public synchronized boolean put(Map<String, @Nullable String> changes) {
        boolean changed = false;
        for (Map.Entry<String, @Nullable String> change : changes.entrySet()) {
            String value = change.getValue();
            String before = value == null ? values.remove(change.getKey()) : values.put(change.getKey(), value);
            changed |= value == null ? before != null : !value.equals(before);
        }
        return !changed || write();
    }

    /** Sets one: {@link #put(Map)}. */
    public boolean put(String key, String value) {
        return put(Map.of(key, value));
    }

    private boolean write() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (problem != null) {
                Files.copy(file, putAside(), StandardCopyOption.REPLACE_EXISTING);
                problem = null;
            }
            Properties properties = new Properties();
            properties.putAll(values);
            StringWriter text = new StringWriter();
            properties.store(text, null);
            Files.deleteIfExists(fresh);
            PrivateFiles.createFileIfMissing(fresh);
            Files.writeString(fresh, text.toString());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            LOG.warn("settings are not kept in {}: {}", file, e.toString());
            return false;
        }
    }

    private static boolean isFlag(String value) {
        return value.equals("true") || value.equals("false");
    }

    private static boolean isWhole(String value, int least, int most) {
        if (!value.matches("[0-9]{1,9}")) {
            return false;
        }
        int number = Integer.parseInt(value);
        return number >= least && number <= most;
    }
}
