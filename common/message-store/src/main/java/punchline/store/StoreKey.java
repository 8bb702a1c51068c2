package punchline.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.sqlite.SQLiteConfig;
import org.sqlite.mc.SQLiteMCChacha20Config;

/**
 * What opens the database of a profile if it is encrypted, and whether it is to lie encrypted on the disk from here on. It opens
 * one either way, so that a change from the one to the other may be cut short anywhere. Prints nothing of the key.
 */
public final class StoreKey {
    public static final int BYTES = 32;

    private static final StoreKey NONE = new StoreKey(new byte[0], false);

    private final byte[] key;
    private final boolean encrypts;

    private StoreKey(byte[] key, boolean encrypts) {
        this.key = key;
        this.encrypts = encrypts;
    }

    /**
     * Takes a key.
     *
     * @param key      {@link #BYTES} bytes, as good as random; copied
     * @param encrypts whether the database is to be encrypted
     */
    public static StoreKey of(byte[] key, boolean encrypts) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + key.length);
        }
        return new StoreKey(key.clone(), encrypts);
    }

    /** For a database that is not encrypted; one that is stays closed. */
    public static StoreKey none() {
        return NONE;
    }

    boolean isNone() {
        return key.length == 0;
    }

    boolean encrypts() {
        return encrypts;
    }

    /** How a connection is made to a database that is encrypted with it; to any other without a key. */
    SQLiteConfig config(boolean encrypted) {
        return encrypted
                ? SQLiteMCChacha20Config.getDefault().withRawUnsaltedKey(key).build()
                : new SQLiteConfig();
    }

    /** What follows the name of a file in a URI that opens or makes it so. */
    String uriQuery(boolean encrypted) {
        if (!encrypted) {
            return "?key=";
        }
        // In the cipher's own notation a key that needs no derivation, and that in hexadecimal, as it goes into a URI.
        byte[] raw = ("raw:" + HexFormat.of().formatHex(key)).getBytes(StandardCharsets.US_ASCII);
        String query = "?cipher=chacha20&hexkey=" + HexFormat.of().formatHex(raw);
        Arrays.fill(raw, (byte) 0);
        return query;
    }

    @Override
    public String toString() {
        return isNone() ? "no key" : encrypts ? "a key" : "a key that is not in use";
    }
}
