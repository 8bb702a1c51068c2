package punchline.benchmark;

import java.io.IOException;

/** One way to get a workload's messages from one end to the other, on this machine's loopback. */
interface Carrier extends AutoCloseable {
    /** What it is, for a column of a table. */
    String title();

    /**
     * Carries the whole workload once.
     *
     * @return the nanoseconds from handing over the first message to the acknowledgement of the last
     * @throws IOException if something was lost or did not arrive in time
     */
    long carry(Workload workload) throws IOException;

    @Override
    void close() throws IOException;
}
