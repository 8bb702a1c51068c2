package punchline.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a file is by its first bytes, looked at before SQLite does, so that a file which is refused is not touched in any way.
 *
 * @param version of the schema; 0 unless it is {@link Kind#PLAIN}
 */
record FileForm(Kind kind, int version) {
    enum Kind {
        EMPTY,
        PLAIN,
        ENCRYPTED,
        /** None that this program writes. */
        OTHER
    }

    private static final int HEADER_BYTES = 100;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Where a file header holds the schema version (SQLite documentation, "Database File Format", section 1.3). */
    private static final int VERSION_OFFSET = 60;

    /** From here on the header of an encrypted file is in plain: page size, format versions, then the four below. */
    private static final int PAGE_SIZE_OFFSET = 16;

    private static final int RESERVED_OFFSET = 20;

    /** Bytes of each page that the cipher takes for its nonce and its tag, then the three fixed ones of any header. */
    private static final byte[] RESERVED_BY_CIPHER = {32, 64, 32, 32};

    static FileForm of(Path file) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER_BYTES);
        }
        if (header.length == 0) {
            return new FileForm(Kind.EMPTY, 0);
        }
        if (header.length < HEADER_BYTES) {
            return new FileForm(Kind.OTHER, 0);
        }
        if (Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return new FileForm(Kind.PLAIN, ByteBuffer.wrap(header).getInt(VERSION_OFFSET));
        }
        int pageSize = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(PAGE_SIZE_OFFSET));
        boolean encrypted = (pageSize == 1 || (pageSize >= 512 && Integer.bitCount(pageSize) == 1))
                && Arrays.equals(
                        header,
                        RESERVED_OFFSET,
                        RESERVED_OFFSET + RESERVED_BY_CIPHER.length,
                        RESERVED_BY_CIPHER,
                        0,
                        RESERVED_BY_CIPHER.length);
        return new FileForm(encrypted ? Kind.ENCRYPTED : Kind.OTHER, 0);
    }

    boolean isEncrypted() {
        return kind == Kind.ENCRYPTED;
    }
}
