package punchline.store;

/**
 * What a store may take.
 *
 * @param maxWaitingWrites changes that wait for the disk: several full windows of the wire, so that only a disk that hangs reaches it
 * @param maxWaitingBytes  the same in bytes of content, since a write may be large
 * @param maxBatch         changes in one transaction, and one call's beyond it: enough that the commit's own cost vanishes, few
 *     enough that the first of them does not wait long
 * @param maxWaitingReads  reads that wait: more than front ends ask for
 * @param writerCacheKib   page cache of the writer, which with {@code readerCacheKib} makes the 64 MiB that keep the
 *     indexes of some hundred thousand messages in memory
 * @param maxPages         size of the file in pages of 4 KiB, 0 for no limit but the disk's
 */
record StoreLimits(
        int maxWaitingWrites,
        long maxWaitingBytes,
        int maxBatch,
        int maxWaitingReads,
        int writerCacheKib,
        int readerCacheKib,
        int maxPages) {

    static StoreLimits standard() {
        return new StoreLimits(16_384, 64L << 20, 1024, 1024, 48 * 1024, 16 * 1024, 0);
    }
}
